package io.filigree.edge.state;

import io.filigree.edge.agent.Effect;
import io.filigree.edge.agent.Remembered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The peer list on a disk that exists only in memory, line for line as the journal writes it, so
 * that a simulator can lose its power in the middle of a write. The same contract test holds for
 * the journal in a folder.
 */
public final class VirtualDisk {

  /** Appended bytes after which a snapshot is written: little, so that it happens. */
  private static final int COMPACTION = 16 * 1024;

  private byte[] older;
  private ByteArrayOutputStream newest;
  private int generations;
  private int appended;
  private boolean continued;

  /** A disk on which nothing was ever written. */
  public VirtualDisk() {
    older = new byte[0];
    newest = new ByteArrayOutputStream();
  }

  /** A disk with the same bytes on it. */
  public VirtualDisk copy() {
    VirtualDisk copy = new VirtualDisk();
    copy.older = older.clone();
    copy.newest.writeBytes(newest.toByteArray());
    copy.generations = generations;
    copy.appended = appended;
    copy.continued = continued;
    return copy;
  }

  /** A write under way. */
  public static final class Write {
    private final boolean anew;
    private final byte[] content;

    private Write(boolean anew, byte[] content) {
      this.anew = anew;
      this.content = content;
    }

    /** Whether it begins a new generation, which is in its place at once or not at all. */
    public boolean isAnew() {
      return anew;
    }

    /** How many bytes it has. */
    public int length() {
      return content.length;
    }
  }

  /** What a process that starts now finds. */
  public Remembered open() {
    continued = false;
    if (generations == 0) {
      return new Remembered.Nothing();
    }
    byte[] last = newest.toByteArray();
    List<byte[]> usable = intact(last);
    continued = !usable.isEmpty() && last[last.length - 1] == '\n';
    if (usable.isEmpty()) {
      usable = intact(older);
    }
    return usable.isEmpty()
        ? new Remembered.Damaged("no generation has an intact snapshot")
        : replay(usable);
  }

  private static Remembered replay(List<byte[]> texts) {
    LastKnownGood.Replay replay = new LastKnownGood.Replay();
    try {
      for (byte[] text : texts) {
        replay.take(MemoryText.read(new ByteArrayInputStream(text)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return replay.found();
  }

  /** The texts of the lines that came through whole; nothing rots here, so a line end tells. */
  private static List<byte[]> intact(byte[] content) {
    List<byte[]> texts = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < content.length; at++) {
      if (content[at] == '\n') {
        texts.add(Arrays.copyOfRange(content, from + JournalLine.HEAD, at));
        from = at + 1;
      }
    }
    return texts;
  }

  /** What is to be written for this. */
  public Write begin(Effect.Save save) {
    boolean anew = LastKnownGood.beginsAnew(save) || !continued || appended > COMPACTION;
    List<String> lines =
        anew ? List.of(MemoryText.write(save.snapshot())) : LastKnownGood.lines(save);
    return new Write(anew, JournalLine.encodeAll(lines));
  }

  /** All of it is on the disk. */
  public void finish(Write write) {
    if (write.anew) {
      older = newest.toByteArray();
      newest = new ByteArrayOutputStream();
      generations++;
      appended = 0;
      continued = true;
    } else {
      appended += write.content.length;
    }
    newest.writeBytes(write.content);
  }

  /** Only so many bytes of it came through: the disk is full, or the power is gone. */
  public void tear(Write write, int bytes) {
    if (!write.anew) {
      newest.write(write.content, 0, Math.min(bytes, write.content.length));
      continued = false;
    }
  }
}
