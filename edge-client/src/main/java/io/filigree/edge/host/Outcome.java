package io.filigree.edge.host;

/**
 * How a command ended.
 *
 * @param exit its exit code; 127 when the program is not installed, 124 when it took too long
 * @param out what it printed
 * @param err what it complained about
 */
public record Outcome(int exit, String out, String err) {
  static final int MISSING = 127;
  static final int TIMED_OUT = 124;

  /** The outcome of what could not even be started. */
  public static Outcome failed(String reason) {
    return new Outcome(1, "", reason);
  }

  /** Whether it did what it was asked to. */
  public boolean ok() {
    return exit == 0;
  }

  /** Whether the program is not installed at all. */
  public boolean missing() {
    return exit == MISSING;
  }

  /** Why it failed, on one line of at most 300 characters. */
  public String reason() {
    String said = err.isBlank() ? "exit code " + exit : err.strip().replaceAll("\\s+", " ");
    return said.length() <= 300 ? said : said.substring(0, 300) + "...";
  }
}
