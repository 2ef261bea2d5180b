package io.filigree.edge;

/** What a verb's process ends with. */
enum ExitCode {
  OK(0),
  /** Refused, or failed in a way that the text explains. */
  FAILED(1),
  /** The command line cannot be understood. */
  USAGE(2),
  /** The coordinator cannot be reached; trying again later may help. */
  UNREACHABLE(3),
  /** This box has not joined a mesh. */
  NOT_ENROLLED(4),
  /** Another Filigree process works on this state directory. */
  BUSY(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
