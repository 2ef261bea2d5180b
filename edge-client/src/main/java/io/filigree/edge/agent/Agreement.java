package io.filigree.edge.agent;

import io.filigree.edge.agent.Agreements.Place;
import java.util.Optional;

/** How far two ends have come in agreeing on a direct way. Times are in milliseconds. */
sealed interface Agreement {

  /** What {@link Call#talk} says. */
  long talk();

  /** When something is due if nothing was heard until then. */
  long until();

  /** We have made an offer. */
  record Offered(long talk, int round, int tries, long sentAt, long until) implements Agreement {}

  /**
   * We have answered one.
   *
   * @param place where to go once the other end says so
   */
  record Ready(long talk, Optional<Place> place, long until) implements Agreement {}

  /** We have told the other end to go, and follow when it has heard that. */
  record Going(long talk, Place place, long until) implements Agreement {}
}
