package io.filigree.edge;

import io.filigree.edge.agent.Remembered;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.state.DirectoryLock;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.state.SiteFiles;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code filigree leave}: first this machine, then the coordinator, the keys last. */
final class LeaveVerb {

  private final Terminal terminal;

  LeaveVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    Arguments arguments = Arguments.parse(words, Folders.OPTIONS, Set.of("--local"));
    Folders folders = Folders.of(arguments);
    SiteFiles files = new SiteFiles(folders.state());
    Optional<Site> site = Site.load(files);
    if (site.isEmpty()) {
      return terminal.fail(ExitCode.NOT_ENROLLED, "this box has not joined a mesh");
    }
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(folders.state());
    if (lock.isEmpty()) {
      return terminal.fail(ExitCode.BUSY, "filigree run is at work: stop it first");
    }
    try (DirectoryLock _ = lock.get()) {
      return leave(site.get(), files, folders, arguments.has("--local"));
    }
  }

  private ExitCode leave(Site site, SiteFiles files, Folders folders, boolean local)
      throws IOException {
    ApplyReport report = site.hands(folders).removeAll();
    Files.deleteIfExists(folders.statusFile(site.interfaceName()));
    if (!report.failures().isEmpty()) {
      for (Failure failure : report.failures()) {
        terminal.err().println("  " + failure);
      }
      return terminal.fail(
          ExitCode.FAILED, "not everything could be removed; nothing else was done");
    }
    terminal.say("removed interface, routes and rules from this machine");
    Optional<String> unheard = coordinator(site, files).leave();
    if (unheard.isPresent() && !local) {
      return terminal.fail(
          ExitCode.UNREACHABLE,
          "the coordinator was not told: "
              + unheard.get()
              + "; run leave again, or leave --local to delete the keys all the same");
    }
    files.forget();
    terminal.say(
        "left mesh "
            + site.enrolment().trust().mesh()
            + "; the keys are deleted"
            + (unheard.isPresent() ? ", and the coordinator does not know" : ""));
    return ExitCode.OK;
  }

  /** By the addresses in the last mesh record, which may have moved since the join. */
  private CoordinatorClient coordinator(Site site, SiteFiles files) throws IOException {
    CoordinatorClient coordinator =
        new CoordinatorClient(
            new RequestSigner(site.identityKey(), site.enrolment().trust().mesh()),
            site.enrolment().trust().urls(),
            site.enrolment().trust().pins(),
            InstantSource.system(),
            warning -> terminal.err().println("filigree: " + warning));
    try (LastKnownGood disk = LastKnownGood.open(files.folder())) {
      if (disk.remembered() instanceof Remembered.Found found) {
        MeshRecord mesh = MeshRecord.parse(found.holdings().meshRecord());
        if (!mesh.urls().isEmpty()) {
          coordinator.reach(mesh.urls(), mesh.pins());
        }
      }
    } catch (MalformedException unreadable) {
      return coordinator;
    }
    return coordinator;
  }
}
