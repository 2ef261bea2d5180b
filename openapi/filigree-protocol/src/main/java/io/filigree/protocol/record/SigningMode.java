package io.filigree.protocol.record;

/** Where the roster key lies, and so whom an edge must trust. */
public enum SigningMode {
  /** In the coordinator, encrypted: holds against a stolen database, not a taken-over process. */
  COORDINATOR,
  /** Offline, with the operator: holds against the coordinator itself. */
  OPERATOR;

  /**
   * @throws io.filigree.protocol.MalformedException if it is none of the words
   */
  public static SigningMode parse(String text) {
    return Words.parse(text, values());
  }

  /** The word in documents and APIs, in lower case. */
  @Override
  public String toString() {
    return Words.word(this);
  }
}
