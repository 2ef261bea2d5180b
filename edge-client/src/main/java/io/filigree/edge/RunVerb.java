package io.filigree.edge;

import io.filigree.edge.agent.LogLine;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.agent.WarmPolicy;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.metrics.Metrics;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Difference;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.state.DirectoryLock;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.state.Notebook;
import io.filigree.edge.state.SiteFiles;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code filigree run}: keeps the site as the mesh says, until it is stopped. */
final class RunVerb {

  private static final long STOP_PATIENCE = 5_000;

  private final Terminal terminal;

  RunVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    Set<String> valued = new HashSet<>(Folders.OPTIONS);
    valued.add("--metrics");
    valued.addAll(WarmOptions.VALUED);
    Arguments arguments = Arguments.parse(words, valued, Set.of("--dry-run", WarmOptions.METERED));
    WarmPolicy warm = WarmOptions.of(arguments);
    Folders folders = Folders.of(arguments);
    Metrics metrics = metrics(arguments.value("--metrics").orElse(Metrics.USUAL));
    Optional<Site> site =
        Site.load(new SiteFiles(folders.state())).map(joined -> joined.keeping(warm));
    if (site.isEmpty()) {
      return terminal.fail(ExitCode.NOT_ENROLLED, "this box has not joined a mesh");
    }
    if (arguments.has("--dry-run")) {
      return dryRun(site.get(), folders);
    }
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(folders.state(), folders.run());
    if (lock.isEmpty()) {
      return terminal.fail(ExitCode.BUSY, "filigree runs already on " + folders.state());
    }
    try (DirectoryLock _ = lock.get()) {
      keep(site.get(), folders, metrics);
    }
    return ExitCode.OK;
  }

  private static Metrics metrics(String place) throws UsageException {
    try {
      return Metrics.at(place, Version.TEXT, InstantSource.system());
    } catch (MalformedException e) {
      throw new UsageException("--metrics " + e.getMessage());
    }
  }

  private void keep(Site site, Folders folders, Metrics metrics) throws IOException {
    Log log = new Log(terminal.err(), InstantSource.system());
    CoordinatorClient coordinator =
        new CoordinatorClient(
            new RequestSigner(site.identityKey(), site.enrolment().trust().mesh()),
            site.enrolment().trust().urls(),
            site.enrolment().trust().pins(),
            InstantSource.system(),
            log::warn);
    LastKnownGood disk = LastKnownGood.open(folders.state());
    Notebook notebook = Notebook.open(folders.state());
    Daemon daemon = new Daemon(site, coordinator, disk, notebook, folders, metrics, log);
    Thread loop = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, loop), "stop"));
    String name = site.enrolment().name().toString();
    log.say(LogLine.of("run", "site", name, "version", Version.TEXT, "metrics", "" + metrics));
    daemon.run();
  }

  /** SIGTERM: what is being written is written to its end; the tunnels stay up. */
  private static void stop(Daemon daemon, Thread loop) {
    daemon.stop();
    try {
      loop.join(STOP_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ExitCode dryRun(Site site, Folders folders) throws IOException {
    Optional<SiteView> view = DiskView.of(site, remembered(folders));
    if (view.isEmpty()) {
      return terminal.fail(ExitCode.FAILED, "there is no verified peer list on the disk yet");
    }
    ActualState found = site.hands(folders).observe();
    List<Operation> operations = Difference.between(DesiredState.of(view.get()), found);
    for (Operation operation : operations) {
      terminal.say(operation.describe());
    }
    for (Failure failure : found.failures()) {
      terminal.err().println("cannot see " + failure);
    }
    terminal.say(operations.isEmpty() ? "nothing to change" : operations.size() + " changes");
    return ExitCode.OK;
  }

  private static Remembered remembered(Folders folders) throws IOException {
    try (LastKnownGood disk = LastKnownGood.open(folders.state())) {
      return disk.takeRemembered();
    }
  }
}
