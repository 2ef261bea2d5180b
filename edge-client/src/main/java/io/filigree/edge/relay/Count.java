package io.filigree.edge.relay;

import java.util.Locale;

/** What the relay counts: one for each rule, and one for each reason to drop. */
public enum Count {
  /** Packets between sites that were passed on, by type. */
  DATA,
  DATA_BYTES,
  INITIATIONS,
  INITIATIONS_KEPT,
  INITIATIONS_RESENT,
  INITIATIONS_REINJECTED,
  RESPONSES,
  COOKIES,
  /** Data of a source that is being asked who it is. */
  DATA_UNPROVEN,

  /** The relay's own sessions. */
  ATTACHES,
  OWN_KEEPALIVES,
  OWN_ECHOES,
  OWN_ADDRESSES,
  OWN_OTHER,
  COOKIES_GIVEN,
  CHALLENGES,
  CHALLENGES_ANSWERED,
  CHALLENGES_HELD_BACK,
  LATCHES,
  MAC1_SEARCHES,

  /** No message of WireGuard. */
  DROP_SHAPE,
  /** Of an initiation: from an address where no site is known to be. */
  DROP_INITIATION_STRANGER,
  DROP_INITIATION_RATE,
  DROP_INITIATION_NOBODY,
  DROP_INITIATION_CROSSING,
  DROP_NOT_LINKED,
  /** An index that is in use towards the same site, or that there is no room for. */
  DROP_INDEX_TAKEN,
  DROP_ATTACH_LOAD,
  DROP_ATTACH_SOURCE_RATE,
  DROP_ATTACH_FOREIGN,
  DROP_ATTACH_REPLAY,
  DROP_RESPONSE_STRANGER,
  DROP_RESPONSE_UNASKED,
  DROP_CHALLENGE_ANSWER,
  DROP_COOKIE,
  DROP_DATA_STRANGER,
  DROP_DATA_UNKNOWN_INDEX,
  DROP_DATA_OWN,
  DROP_RECEIVER_AWAY,

  /** What the system did not take: a full buffer, no route. */
  NOT_SENT,
  /** A packet that tripped the relay: a mistake of ours. */
  FAULTS;

  /** As it is shown: {@code drop_shape}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
