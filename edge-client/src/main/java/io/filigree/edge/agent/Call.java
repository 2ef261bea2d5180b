package io.filigree.edge.agent;

import io.filigree.protocol.record.Candidate;
import java.util.List;

/**
 * What two edge clients say to each other, through the relayed tunnel, to agree on a direct way.
 * The tunnel proves who says it; what it says is still untrusted.
 */
public sealed interface Call {

  /** Places named in one call. */
  int MOST_PLACES = 8;

  /** Which agreement it belongs to; a number of the end's that began it. */
  long talk();

  /**
   * Let us try it. Sent by the end with the smaller key.
   *
   * @param round how often it has failed: the next place is tried each time
   */
  record Offer(long talk, int round, NatType nat, List<Candidate> places) implements Call {
    public Offer {
      places = List.copyOf(places);
    }
  }

  /** Where the other end can be reached; an end that waits for {@link Go} says so. */
  record Answer(long talk, NatType nat, List<Candidate> places) implements Call {
    public Answer {
      places = List.copyOf(places);
    }
  }

  /** Now. */
  record Go(long talk) implements Call {}
}
