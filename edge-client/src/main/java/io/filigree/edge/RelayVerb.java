package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.relay.station.MembersFile;
import io.filigree.edge.relay.station.RelayConfiguration;
import io.filigree.edge.relay.station.RelayFiles;
import io.filigree.edge.relay.station.RelayStatus;
import io.filigree.edge.relay.station.Station;
import io.filigree.edge.state.AtomicFile;
import io.filigree.edge.state.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code filigree relay}: switches the sites' packets until it is stopped. */
final class RelayVerb {

  private static final long STOP_PATIENCE = 5_000;

  private final Terminal terminal;

  RelayVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    Set<String> valued = new HashSet<>(Folders.OPTIONS);
    valued.add("--config");
    Arguments arguments = Arguments.parse(words, valued, Set.of());
    Path file =
        Path.of(
            arguments
                .value("--config")
                .orElseThrow(() -> new UsageException("--config is needed")));
    Folders folders = Folders.of(arguments);
    // A folder of its own: a site's client may run on the same machine.
    Path state = folders.state().resolve("relay");
    RelayConfiguration configuration = RelayConfiguration.read(file);
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(state);
    if (lock.isEmpty()) {
      return terminal.fail(ExitCode.BUSY, "a relay runs already on " + state);
    }
    try (DirectoryLock _ = lock.get()) {
      AtomicFile.createFolder(folders.run());
      serve(configuration, file, state, folders.run().resolve("relay.status.json"));
    }
    return ExitCode.OK;
  }

  private void serve(RelayConfiguration configuration, Path file, Path state, Path status)
      throws IOException {
    Log log = new Log(terminal.err(), InstantSource.system());
    log.say(LogLine.of("run", "version", Version.TEXT));
    Station station =
        Station.open(
            configuration,
            new RelayFiles(state),
            new RelayStatus(status),
            InstantSource.system(),
            log::say);
    Thread loop = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(station, loop), "stop"));
    Thread.ofPlatform().daemon().name("members").start(new MembersFile(file, station, log::say));
    station.run();
  }

  /** SIGTERM: what a restart should find is written first. */
  private static void stop(Station station, Thread loop) {
    station.stop();
    try {
      loop.join(STOP_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
