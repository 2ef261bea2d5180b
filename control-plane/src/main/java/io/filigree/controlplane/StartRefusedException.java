package io.filigree.controlplane;

/** The coordinator cannot start as things are; the message says why, the action what to do. */
public final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String action;

  /**
   * @param message why, as a sentence
   * @param action what would help, as a sentence
   */
  public StartRefusedException(String message, String action) {
    super(message);
    this.action = action;
  }

  public String action() {
    return action;
  }
}
