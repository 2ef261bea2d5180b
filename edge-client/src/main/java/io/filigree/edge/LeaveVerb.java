package io.filigree.edge;

import io.filigree.edge.agent.Remembered;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.state.DirectoryLock;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.state.SiteFiles;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HashSet;
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
    Set<String> valued = new HashSet<>(Folders.OPTIONS);
    valued.add("--interface");
    Arguments arguments = Arguments.parse(words, valued, Set.of("--local"));
    Folders folders = Folders.of(arguments);
    SiteFiles files = new SiteFiles(folders.state());
    boolean local = arguments.has("--local");
    Optional<Site> site = site(files, local);
    if (site.isEmpty() && !(local && files.anything())) {
      return terminal.fail(ExitCode.NOT_ENROLLED, "this box has not joined a mesh");
    }
    String name = site.map(Site::interfaceName).orElseGet(() -> named(arguments));
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(folders.state());
    if (lock.isEmpty()) {
      return terminal.fail(ExitCode.BUSY, "filigree run is at work: stop it first");
    }
    try (DirectoryLock _ = lock.get()) {
      return leave(site, name, files, folders, local);
    }
  }

  /** A box whose files are damaged may still leave, if nobody is to be told. */
  private Optional<Site> site(SiteFiles files, boolean local) throws IOException {
    try {
      return Site.load(files);
    } catch (IOException damaged) {
      if (!local) {
        throw damaged;
      }
      terminal.err().println("filigree: " + damaged.getMessage());
      return Optional.empty();
    }
  }

  private static String named(Arguments arguments) {
    return arguments.value("--interface").orElse(InterfaceName.USUAL);
  }

  private ExitCode leave(
      Optional<Site> site, String name, SiteFiles files, Folders folders, boolean local)
      throws IOException {
    ApplyReport report = Site.hands(name, folders).removeAll();
    Files.deleteIfExists(folders.statusFile(name));
    if (!report.failures().isEmpty()) {
      for (Failure failure : report.failures()) {
        terminal.err().println("  " + failure);
      }
      return terminal.fail(
          ExitCode.FAILED, "not everything could be removed; nothing else was done");
    }
    terminal.say("removed interface, routes and rules from this machine");
    Optional<String> unheard =
        site.isPresent()
            ? coordinator(site.get(), files).leave()
            : Optional.of("this site's own files are damaged");
    if (unheard.isPresent() && !local) {
      return terminal.fail(
          ExitCode.UNREACHABLE,
          "the coordinator was not told: "
              + unheard.get()
              + "; run leave again, or leave --local to delete the keys all the same");
    }
    files.forget();
    terminal.say(
        "left mesh"
            + site.map(known -> " " + known.enrolment().trust().mesh()).orElse("")
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
      if (disk.takeRemembered() instanceof Remembered.Found found) {
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
