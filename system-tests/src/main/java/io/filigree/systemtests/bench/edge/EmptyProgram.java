package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.ChildProcess;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.measure.Vitals;
import io.filigree.systemtests.system.Archives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Does nothing, in a JVM like the edge client's: what any Java program costs a box. */
final class EmptyProgram {

  private static final Duration SETTLING = Duration.ofSeconds(3);

  private EmptyProgram() {}

  public static void main(String[] arguments) {
    while (true) {
      LockSupport.park();
    }
  }

  /** Its resident memory in MB, at its second start, which has a class archive as clients have. */
  static double rss() {
    try {
      Path folder = Files.createTempDirectory("empty");
      try {
        List<String> argv =
            Archives.like("edge-client", folder.resolve("classes.jsa"), EmptyProgram.class);
        rss(folder, argv);
        return rss(folder, argv);
      } finally {
        Folder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double rss(Path folder, List<String> argv) {
    ChildProcess empty = ChildProcess.start(folder.resolve("log"), Map.of(), argv);
    LockSupport.parkNanos(SETTLING.toNanos());
    double rss = new Vitals(empty.pid()).rss();
    empty.stop();
    return rss;
  }
}
