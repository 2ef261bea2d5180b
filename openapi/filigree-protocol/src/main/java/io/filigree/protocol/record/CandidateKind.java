package io.filigree.protocol.record;

/** Who says that a site can be reached at an endpoint. */
public enum CandidateKind {
  /** The operator of the site. */
  DECLARED,
  /** An interface of the site's own; good only behind the same public address. */
  LAN,
  /** Somebody who received the site's packets from there. */
  OBSERVED;

  /**
   * @throws io.filigree.protocol.MalformedException if it is none of the words
   */
  public static CandidateKind parse(String text) {
    return Words.parse(text, values());
  }

  /** The word in documents and APIs, in lower case. */
  @Override
  public String toString() {
    return Words.word(this);
  }
}
