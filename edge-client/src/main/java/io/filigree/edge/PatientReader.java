package io.filigree.edge;

import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.doctor.Heard;
import io.filigree.edge.doctor.Heard.Coordinator;
import io.filigree.edge.doctor.Joined;
import io.filigree.edge.doctor.Listening;
import io.filigree.edge.doctor.Machine;
import io.filigree.edge.doctor.Meshed;
import io.filigree.edge.doctor.Patient;
import io.filigree.edge.hands.LinuxHands;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.state.Enrolment;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.state.Notebook;
import io.filigree.edge.state.SiteFiles;
import io.filigree.edge.state.StatusFile;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Reads this box for the doctor: takes no lock, makes no key, writes nothing. What only root may
 * read is not seen by others, and that is said.
 */
final class PatientReader {

  private final Folders folders;

  PatientReader(Folders folders) {
    this.folders = folders;
  }

  Patient read() throws IOException {
    Machine machine = Machine.ours();
    SiteFiles files = new SiteFiles(folders.state());
    boolean closed = Files.isDirectory(folders.state()) && !Files.isReadable(folders.state());
    if (closed) {
      machine.notSeen(folders.state() + ": may not be read; try as root");
    }
    Optional<Enrolment> enrolment = closed ? Optional.empty() : files.enrolment();
    Enrolment.Options options = enrolment.map(Enrolment::options).orElse(JoinOptions.USUAL);
    InterfaceName name = new InterfaceName(options.interfaceName());
    Optional<Site> site = keysAreThere(enrolment) ? Site.load(files) : Optional.empty();
    Remembered remembered = enrolment.isPresent() ? remembered() : new Remembered.Nothing();
    LinuxHands hands =
        new LinuxHands(
            machine.commands(),
            name,
            folders.run(),
            folders.wireGuardConfiguration(name.value()),
            InstantSource.system());
    Patient patient =
        new Patient(
            machine,
            InstantSource.system().instant(),
            name,
            options.port(),
            hands.observe(),
            Heard.nothing(),
            enrolment.isEmpty()
                ? Optional.empty()
                : Optional.of(joined(options, site, remembered)));
    return Listening.listen(patient, site.map(known -> coordinator(known, remembered)));
  }

  /** While {@code run} compacts its journal a file may go that was there a moment ago. */
  private Remembered remembered() throws IOException {
    try {
      return remembered(folders);
    } catch (NoSuchFileException compacted) {
      return remembered(folders);
    }
  }

  private static Remembered remembered(Folders folders) throws IOException {
    try (LastKnownGood disk = LastKnownGood.open(folders.state())) {
      return disk.takeRemembered();
    }
  }

  private Optional<Instant> rightTime(Remembered remembered) throws IOException {
    Optional<Instant> noted;
    try (Notebook notebook = Notebook.open(folders.state())) {
      noted = notebook.seen().wall();
    }
    return remembered instanceof Remembered.Found found
        ? Stream.concat(noted.stream(), found.wall().stream()).max(Comparator.naturalOrder())
        : noted;
  }

  /** Without its keys it is no site, and that is a finding. */
  private boolean keysAreThere(Optional<Enrolment> enrolment) {
    return enrolment.isPresent()
        && Files.isReadable(folders.state().resolve("identity.key"))
        && Files.isReadable(folders.state().resolve("wireguard.key"));
  }

  private Joined joined(Enrolment.Options options, Optional<Site> site, Remembered remembered)
      throws IOException {
    Optional<StatusFile> status = StatusFile.read(folders.statusFile(options.interfaceName()));
    return new Joined(
        folders.state(),
        options,
        remembered,
        rightTime(remembered),
        status.map(StatusFile::page),
        status.filter(file -> ProcessHandle.of(file.writer()).isPresent()).isPresent(),
        site.flatMap(known -> DiskView.of(known, remembered)).map(Meshed::of));
  }

  /** A question that waits for nothing: its answer is one line, and says the time. */
  private static Callable<Coordinator> coordinator(Site site, Remembered remembered) {
    CoordinatorClient client =
        new CoordinatorClient(
            new RequestSigner(site.identityKey(), site.enrolment().trust().mesh()),
            site.enrolment().trust().urls(),
            site.enrolment().trust().pins(),
            InstantSource.system(),
            warning -> {});
    Optional<Cursor> since = Optional.empty();
    if (remembered instanceof Remembered.Found found) {
      since = Optional.of(found.holdings().cursor());
      reachAsRecorded(client, found);
    }
    Optional<Cursor> cursor = since;
    return () ->
        switch (client.feed(cursor, 0, 0, MeshCopy.empty())) {
          case FeedReply.News news -> new Coordinator(Optional.empty(), news.serverTime());
          case FeedReply.NothingNew none -> new Coordinator(Optional.empty(), none.serverTime());
          case FeedReply.Failed(String why) -> new Coordinator(Optional.of(why), Optional.empty());
        };
  }

  private static void reachAsRecorded(CoordinatorClient client, Remembered.Found found) {
    try {
      MeshRecord mesh = MeshRecord.parse(found.holdings().meshRecord());
      if (!mesh.urls().isEmpty()) {
        client.reach(mesh.urls(), mesh.pins());
      }
    } catch (MalformedException unreadable) {
      return; // the peer list is damaged, which has a finding of its own
    }
  }
}
