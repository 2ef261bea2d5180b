package io.filigree.controlplane.enrolment;

import io.filigree.protocol.MalformedException;
import java.util.Locale;

/** What a join token lets into a mesh. */
enum TokenKind {
  SITE,
  RELAY;

  /**
   * Reads the word of the API and the database.
   *
   * @throws MalformedException if it is neither
   */
  static TokenKind parse(String text) {
    for (TokenKind kind : values()) {
      if (kind.toString().equals(text)) {
        return kind;
      }
    }
    throw MalformedException.of(text, "is not one of site, relay");
  }

  /** The word of the API and the database. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
