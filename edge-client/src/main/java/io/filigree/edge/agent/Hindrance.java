package io.filigree.edge.agent;

import java.util.Locale;

/** Why a peer is reached through a relay, and not directly. */
public enum Hindrance {
  /** Neither end declares an endpoint, and at least one NAT shows every end another port. */
  NO_WAY("between the NAT before the two there is none"),
  /** Neither end declares an endpoint, and no hole was found in the NAT between them. */
  NO_HOLE("no hole was found in the NAT between the two"),
  /** Its endpoint is on trial just now. */
  TRYING("its endpoint is being tried"),
  /** What was tried was of no use, and rests. */
  NO_USE("its endpoint was of no use"),
  /** One end alone acts. */
  OTHER_END("the other end tries, not this one"),
  /** A way through NAT costs keepalives. */
  METERED("this site is metered, and keeps no way through NAT open"),
  /** As many ways are kept open as the operator lets it, and all are in use. */
  NO_ROOM("as many peers are kept warm as may be"),
  /** A try is worth it from a second of traffic both ways on. */
  QUIET("there was too little traffic for a try");

  private final String phrase;

  Hindrance(String phrase) {
    this.phrase = phrase;
  }

  /** For a person. */
  public String phrase() {
    return phrase;
  }

  /** As it is written everywhere else. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads what {@link #code} writes. */
  public static Hindrance ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
