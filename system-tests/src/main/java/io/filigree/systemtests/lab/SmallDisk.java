package io.filigree.systemtests.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, in memory, that is quickly full. */
public final class SmallDisk {

  private static final int KIBIBYTES = 512; // keys, enrolment and two generations of a small mesh

  private final Path folder;

  SmallDisk(Path folder) {
    this.folder = folder;
  }

  void mount() {
    Folder.create(folder);
    String options = "size=" + KIBIBYTES + "k,mode=0700";
    Command.of("mount", "-t", "tmpfs", "-o", options, "lab", folder.toString()).run();
  }

  /** Leaves no byte free. */
  public void fill() {
    if (takesMore()) {
      throw new IllegalStateException("there is room still on the disk of " + folder);
    }
  }

  private boolean takesMore() {
    byte[] one = new byte[1];
    try (OutputStream out = Files.newOutputStream(filler())) {
      out.write(new byte[KIBIBYTES * 1024]);
      out.write(one);
      return true;
    } catch (IOException full) {
      return false; // what fitted has been written
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /** Gives the room back. */
  public void free() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove() {
    Command.of("umount", folder.toString()).attempt();
  }
}
