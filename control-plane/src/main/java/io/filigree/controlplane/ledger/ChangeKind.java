package io.filigree.controlplane.ledger;

import java.util.Locale;

/** What a row of the change log says has changed; the log names the thing, never its value. */
public enum ChangeKind {
  /** The mesh record. */
  MESH,
  /** One site's record: new or replaced. */
  SITE,
  /** A site left the roster, and its facts with it. */
  REMOVED,
  /** One site's facts. */
  FACTS,
  /** Epoch and signature only. */
  ROSTER;

  /** The word in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the word in the database.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static ChangeKind ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
