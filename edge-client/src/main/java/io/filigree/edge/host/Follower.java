package io.filigree.edge.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that prints lines until it is closed. It ends with this process, however that ends:
 * around it waits a shell for its own standard input to close, which the kernel sees to even after
 * a {@code kill -9}.
 */
public final class Follower implements AutoCloseable {

  /**
   * The only shell script of the edge client; a constant, to which program and arguments are
   * parameters. The shell lets go of the output, so that the program's end is seen by its reader.
   */
  private static final String UNTIL_CLOSED = "\"$@\" </dev/null & exec >&-; read -r end; kill $!";

  /** Characters kept of a line: no line of interest is longer. */
  private static final int LONGEST = 4096;

  private final Process process;
  private final BufferedReader lines;

  Follower(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static List<String> around(List<String> argv) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", UNTIL_CLOSED, "follow"));
    all.addAll(argv);
    return all;
  }

  /** The next line, however long it takes; empty when the program has ended. */
  public Optional<String> next() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = lines.read();
    if (c < 0) {
      return Optional.empty();
    }
    while (c >= 0 && c != '\n') {
      if (line.length() < LONGEST) {
        line.append((char) c);
      }
      c = lines.read();
    }
    return Optional.of(line.toString());
  }

  /** Whether there is something to read already. */
  public boolean ready() throws IOException {
    return lines.ready();
  }

  /** The program is ended by its shell, which sees its input close. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    lines.close();
  }
}
