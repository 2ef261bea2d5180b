package io.filigree.edge.state;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What this site has seen, on its disk: where peers were met, and what time it was. Losing it costs
 * a detour at the next start, never a tunnel, so a damaged one is begun anew.
 */
public final class Notebook implements AutoCloseable {

  static final String NAME = "seen";

  private final Journal journal;
  private final Seen seen;

  private Notebook(Journal journal, Seen seen) {
    this.journal = journal;
    this.seen = seen;
  }

  /** Opens what this folder holds. */
  public static Notebook open(Path folder) throws IOException {
    Journal.Opened<Seen> opened =
        Journal.open(folder, NAME, lines -> SeenText.read(JournalLine.texts(lines)));
    Seen seen =
        opened instanceof Journal.Opened.Found<Seen> found ? found.content() : Seen.nothing();
    return new Notebook(opened.journal(), seen);
  }

  /** What was seen before this was opened. */
  public Seen seen() {
    return seen;
  }

  /** Writes what is new, and returns once it is on the disk. */
  public void write(Effect.Note note) throws IOException {
    if (journal.wantsSnapshot()) {
      journal.snapshot(SeenText.write(note.whole()));
    } else {
      journal.append(List.of(SeenText.write(note.changes(), note.whole().wall())));
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
