package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.metrics.RelayMetrics;
import io.filigree.edge.relay.Members;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.edge.relay.station.MembersFile;
import io.filigree.edge.relay.station.RelayConfiguration;
import io.filigree.edge.relay.station.RelayEnrolment;
import io.filigree.edge.relay.station.RelayFiles;
import io.filigree.edge.relay.station.RelayStatus;
import io.filigree.edge.relay.station.Station;
import io.filigree.edge.state.AtomicFile;
import io.filigree.edge.state.DirectoryLock;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One run of a relay, by the feed of its mesh or by a file. */
final class RelayRun {

  private static final long STOP_PATIENCE = 5_000;

  private final Terminal terminal;
  private final Folders folders;
  private final RelayFiles files;
  private final RelayStatus status;
  private final RelayMetrics metrics;
  private final Log log;

  RelayRun(Terminal terminal, Folders folders, RelayMetrics metrics) {
    this.terminal = terminal;
    this.folders = folders;
    this.files = new RelayFiles(folders.relay());
    this.status = new RelayStatus(folders.relayStatus());
    this.metrics = metrics;
    this.log = new Log(terminal.err(), InstantSource.system());
  }

  ExitCode byFile(String name) throws IOException {
    Path file = Path.of(name);
    RelayConfiguration configuration = RelayConfiguration.read(file);
    return locked(() -> {
      Station station = open(configuration);
      Thread.ofPlatform().daemon().name("members").start(new MembersFile(file, station, log::say));
      station.run();
    });
  }

  ExitCode byFeed(RelayOptions place) throws UsageException, IOException {
    Optional<JoinedRelay> joined = JoinedRelay.load(files);
    if (joined.isEmpty()) {
      return terminal.fail(
          ExitCode.NOT_ENROLLED,
          "this box is no relay of a mesh: see \"filigree help relay\" for \"relay join\", and"
              + " for --config FILE without a coordinator");
    }
    JoinedRelay relay = joined.get();
    List<Endpoint> listen = place.listen().isEmpty() ? relay.enrolment().listen() : place.listen();
    RelayConfiguration nobody = configuration(listen, relay.enrolment());
    return locked(() -> follow(relay, nobody, place.endpoints()));
  }

  private static RelayConfiguration configuration(List<Endpoint> listen, RelayEnrolment enrolment)
      throws UsageException {
    try {
      return new RelayConfiguration(listen, enrolment.address(), Members.none());
    } catch (MalformedException e) {
      throw new UsageException("--listen " + e.reason());
    }
  }

  /** First the disk, then the sockets, then the network. */
  private void follow(JoinedRelay relay, RelayConfiguration nobody, List<Endpoint> told)
      throws IOException {
    CoordinatorClient coordinator =
        new CoordinatorClient(
            new RequestSigner(relay.identityKey(), relay.root().mesh()),
            relay.enrolment().trust().urls(),
            relay.enrolment().trust().pins(),
            InstantSource.system(),
            log::warn);
    LastKnownGood disk = LastKnownGood.open(files.folder());
    RelayDaemon daemon = new RelayDaemon(relay.settings(told), coordinator, disk, this::show, log);
    Members known = daemon.start();
    Station station = open(new RelayConfiguration(nobody.listen(), nobody.address(), known));
    Thread core = daemon.follow(station::serve, () -> station.snapshot().attached());
    station.run();
    daemon.stop();
    await(core);
  }

  private void show(RelayPage page) {
    status.show(page);
    metrics.show(page);
  }

  private Station open(RelayConfiguration configuration) throws IOException {
    log.say(LogLine.of("run", "version", Version.TEXT, "metrics", "" + metrics));
    Station station = Station.open(configuration, files, status, InstantSource.system(), log::say);
    Thread.ofPlatform()
        .daemon()
        .name("metrics-place")
        .start(new RelayMetricsOpener(metrics, station::snapshot, log));
    Thread loop = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(station, loop), "stop"));
    return station;
  }

  /** SIGTERM: what a restart should find is written first. */
  private static void stop(Station station, Thread loop) {
    station.stop();
    await(loop);
  }

  private static void await(Thread thread) {
    try {
      thread.join(STOP_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What needs the relay's folder for itself. */
  private interface Work {
    void run() throws IOException;
  }

  private ExitCode locked(Work work) throws IOException {
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(files.folder());
    if (lock.isEmpty()) {
      return terminal.fail(ExitCode.BUSY, "a relay runs already on " + files.folder());
    }
    try (DirectoryLock _ = lock.get()) {
      AtomicFile.createFolder(folders.run());
      work.run();
    }
    return ExitCode.OK;
  }
}
