package io.filigree.edge.agent;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What stands between this site's WireGuard and those that it sends to. */
public enum NatType {
  /**
   * Nobody, or one relay alone, has seen us: that tells where we are seen, and not by whom else.
   */
  UNKNOWN("NAT of an unknown kind"),
  /** We are seen where we are. */
  NONE("no NAT"),
  /** All see us at the same address and port, so that others can send there, too. */
  PLAIN("plain NAT"),
  /** Each other end sees us at another port: what one sees is of no use to the next. */
  SYMMETRIC("symmetric NAT");

  private final String phrase;

  NatType(String phrase) {
    this.phrase = phrase;
  }

  /** By what several relays see at the same time. */
  static NatType of(Collection<SeenBy> sights) {
    Map<Boolean, SeenBy> first = new HashMap<>();
    NatType type = UNKNOWN;
    for (SeenBy sight : sights) {
      SeenBy other = first.putIfAbsent(sight.seen().ip().isV4(), sight);
      if (sight.where().equals(sight.local())) {
        return NONE;
      }
      if (other != null && !other.endpoint().equals(sight.endpoint())) {
        return SYMMETRIC;
      }
      type = other == null ? type : PLAIN;
    }
    return type;
  }

  /** For a person. */
  public String phrase() {
    return phrase;
  }

  /** As it is written everywhere else. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
