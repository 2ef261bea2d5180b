package io.filigree.edge.state;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Memory;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.trust.Holdings;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.feed.MeshReplay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verified peer list on the disk: what a site comes back with when nothing else is left. */
public final class LastKnownGood implements AutoCloseable {

  static final String NAME = "mesh";

  private final Journal journal;
  private Remembered remembered;

  private LastKnownGood(Journal journal, Remembered remembered) {
    this.journal = journal;
    this.remembered = remembered;
  }

  /** Opens what this folder holds. */
  public static LastKnownGood open(Path folder) throws IOException {
    Journal.Opened<Remembered> opened = Journal.open(folder, NAME, LastKnownGood::replay);
    Remembered remembered =
        switch (opened) {
          case Journal.Opened.Nothing<Remembered> nothing -> new Remembered.Nothing();
          case Journal.Opened.Damaged<Remembered> damaged ->
              new Remembered.Damaged(damaged.reason());
          case Journal.Opened.Found<Remembered> found -> found.content();
        };
    return new LastKnownGood(opened.journal(), remembered);
  }

  /**
   * What was on the disk when this was opened; not verified. It is handed out once: documents that
   * have long been replaced must not stay in a small heap.
   */
  public Remembered takeRemembered() {
    Remembered taken = remembered;
    remembered = new Remembered.Nothing();
    return taken;
  }

  private static Remembered replay(List<JournalLine> lines) throws IOException {
    Replay replay = new Replay();
    for (JournalLine line : lines) {
      try (InputStream in = line.open()) {
        replay.take(MemoryText.read(in));
      }
    }
    return replay.found();
  }

  /** The entries so far, as one. */
  static final class Replay {

    private final MeshReplay documents = new MeshReplay();
    private Optional<Instant> wall = Optional.empty();
    private Optional<Memory> last = Optional.empty();

    void take(Memory entry) {
      documents.take(entry.answer());
      wall = entry.wall().isPresent() ? entry.wall() : wall;
      last = Optional.of(entry);
    }

    Remembered.Found found() {
      MeshCopy copy = documents.end();
      if (copy.meshRecord().isEmpty()) {
        throw new MalformedException("does not begin with a snapshot");
      }
      Memory newest = last.orElseThrow();
      MeshAnswer answer = newest.answer();
      Holdings holdings = new Holdings(answer.cursor(), answer.epoch(), answer.signature(), copy);
      return new Remembered.Found(holdings, newest.exceptions(), wall);
    }
  }

  /** Writes what is new, and returns once it is on the disk. */
  public void save(Effect.Save save) throws IOException {
    if (beginsAnew(save) || journal.wantsSnapshot()) {
      replace(save.snapshot());
    } else {
      journal.append(lines(save));
    }
  }

  /** A full answer continues nothing. */
  static boolean beginsAnew(Effect.Save save) {
    boolean anew = save.anew();
    for (Memory entry : save.entries()) {
      anew |= entry.answer().full();
    }
    return anew;
  }

  /** What continues a generation. */
  static List<String> lines(Effect.Save save) {
    List<String> lines = new ArrayList<>();
    for (Memory entry : save.entries()) {
      lines.add(MemoryText.write(entry));
    }
    return lines;
  }

  /** Writes everything anew, in a generation of its own. */
  public void replace(Memory snapshot) throws IOException {
    journal.snapshot(out -> MemoryText.write(snapshot, out));
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
