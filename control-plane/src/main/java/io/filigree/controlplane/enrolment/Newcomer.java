package io.filigree.controlplane.enrolment;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteName;

/** Who wants in: a site or a relay. The token says which of them it lets in. */
sealed interface Newcomer permits JoinWish, RelayWish {

  /** What it wants to be called. */
  SiteName name();

  /** Its own, proven by the request's signature. */
  IdentityKey identityKey();

  /** What it is. */
  default TokenKind kind() {
    return switch (this) {
      case JoinWish _ -> TokenKind.SITE;
      case RelayWish _ -> TokenKind.RELAY;
    };
  }
}
