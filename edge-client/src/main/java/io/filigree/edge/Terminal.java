package io.filigree.edge;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The three streams of a command.
 *
 * @param out the answer
 * @param err what went wrong, and the log
 */
record Terminal(InputStream in, PrintStream out, PrintStream err) {

  static Terminal ofProcess() {
    return new Terminal(System.in, System.out, System.err);
  }

  void say(String line) {
    out.println(line);
  }

  ExitCode fail(ExitCode code, String line) {
    err.println("filigree: " + line);
    return code;
  }
}
