package io.filigree.edge.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The last answers of one peer, oldest first; empty ones did not come.
 *
 * @param roundTrips at most {@link #MOST}
 */
record Echoes(List<Optional<Duration>> roundTrips) {

  /** Ten minutes' worth: enough to tell 5 % loss from none, and soon over once it is. */
  static final int MOST = 20;

  Echoes {
    roundTrips = List.copyOf(roundTrips);
  }

  static Echoes none() {
    return new Echoes(List.of());
  }

  Echoes and(Optional<Duration> roundTrip) {
    List<Optional<Duration>> more = new ArrayList<>(roundTrips);
    more.add(roundTrip);
    return new Echoes(more.subList(Math.max(0, more.size() - MOST), more.size()));
  }

  boolean answeredLast() {
    return !roundTrips.isEmpty() && roundTrips.getLast().isPresent();
  }

  Quality quality() {
    List<Duration> answered = new ArrayList<>();
    roundTrips.forEach(roundTrip -> roundTrip.ifPresent(answered::add));
    int lost = roundTrips.size() - answered.size();
    if (answered.isEmpty()) {
      return new Quality(roundTrips.size(), lost, Optional.empty(), Optional.empty());
    }
    Duration last = answered.getLast();
    Collections.sort(answered);
    Duration median = answered.get((answered.size() - 1) / 2);
    return new Quality(roundTrips.size(), lost, Optional.of(last), Optional.of(median));
  }
}
