package io.filigree.protocol.record;

/** What the addresses of a range are. */
public enum RangeKind {
  /** The site's own address in the mesh. */
  TUNNEL,
  POD,
  SERVICE,
  LAN;

  /**
   * @throws io.filigree.protocol.MalformedException if it is none of the words
   */
  public static RangeKind parse(String text) {
    return Words.parse(text, values());
  }

  /** Whether such a range becomes AllowedIPs unless its owner says otherwise. */
  public boolean routedByDefault() {
    return this == TUNNEL || this == POD;
  }

  /** The word in documents and APIs, in lower case. */
  @Override
  public String toString() {
    return Words.word(this);
  }
}
