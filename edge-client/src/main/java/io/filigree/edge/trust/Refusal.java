package io.filigree.edge.trust;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.name.SiteId;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that was offered and not taken up. What ran before goes on running.
 *
 * @param site the site it concerns; empty when the whole roster was refused
 * @param subject its name where that is known, else its id; {@code roster} for the whole
 * @param reason why
 * @param detail the particulars, for a person
 */
public record Refusal(Optional<SiteId> site, String subject, Reason reason, String detail) {

  /** Why something is refused. The text completes "refused: ...". */
  public enum Reason {
    MALFORMED_ANSWER("the answer cannot be read"),
    BAD_SIGNATURE("the roster is not signed by the roster key"),
    OLDER_EPOCH("the roster is older than the one we hold"),
    SAME_EPOCH_OTHER_BYTES("the roster differs from the one we hold under the same epoch"),
    UNREADABLE_MESH_RECORD("the mesh record cannot be read"),
    MASS_REMOVAL(
        "more than half of our peers would go at once, and the mesh record does not say so"),
    WRONG_DIGEST("the documents do not add up to the digest that came with them"),
    UNREADABLE_RECORD("its record cannot be read"),
    FOREIGN_RECORD("its record names another site or mesh"),
    RANGE_NOT_ROUTABLE("it owns a range that may not be routed"),
    RANGE_COVERS_HOST("its range covers something this machine depends on"),
    RANGE_OVERLAPS("its range overlaps another site's"),
    RANGE_OURS("its range overlaps ours"),
    IDENTITY_TAKEN("another site has its identity key"),
    KEY_TAKEN("another site announced its WireGuard key first"),
    KEY_OURS("it announces our own WireGuard key"),
    MALFORMED_FACTS("its facts cannot be read"),
    FOREIGN_FACTS("its facts name another site or mesh"),
    FACTS_SIGNATURE("its facts are not signed by the identity key the roster names"),
    FACTS_COUNTER("its facts are older than the ones we hold"),
    FACTS_SAME_COUNTER("its facts differ from the ones we hold under the same counter"),
    FACTS_BELOW_MINIMUM("its facts are older than the roster allows"),
    UNRESOLVABLE("its endpoint does not resolve"),
    CLONE("another machine writes with our identity key");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    /** Such as {@code range-overlaps}: stable, for machines. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Refusal ofRoster(Reason reason, String detail) {
    return new Refusal(Optional.empty(), "roster", reason, detail);
  }

  static Refusal of(SiteId site, String subject, Reason reason, String detail) {
    return new Refusal(Optional.of(site), subject, reason, detail);
  }

  /** Which field of a document is wrong, and how. */
  static String complaint(MalformedException malformed) {
    String field = malformed.field();
    return field.isEmpty() ? malformed.reason() : field + " " + malformed.reason();
  }

  /** One sentence. */
  public String text() {
    return detail.isEmpty() ? reason.text() : reason.text() + " (" + detail + ")";
  }
}
