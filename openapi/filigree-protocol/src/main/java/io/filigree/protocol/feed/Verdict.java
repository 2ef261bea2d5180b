package io.filigree.protocol.feed;

import io.filigree.protocol.roster.RosterStatement;

/** Whether the roster key signed what a reader holds. */
public sealed interface Verdict {

  /**
   * It did.
   *
   * @param statement what it signed
   */
  record Accepted(RosterStatement statement) implements Verdict {}

  /** It did not, and everything stays as it is. */
  record Refused(Reason reason) implements Verdict {}

  /** Why a roster is refused. */
  enum Reason {
    MESH_RECORD_MISSING("has no mesh record"),
    FORMAT_UNKNOWN("is of a format that this version cannot read"),
    SIGNATURE_INVALID("is not signed by the roster key");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** In English, to follow "the roster". */
    public String text() {
      return text;
    }
  }
}
