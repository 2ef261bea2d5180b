package io.filigree.edge.agent;

import java.util.List;

/**
 * The inbox: its number comes with every answer of the feed, its content is read when that moved.
 *
 * @param number the highest number heard of
 * @param read the number last read
 * @param observed where this site was seen, newest first
 * @param inFlight whether it is being read
 * @param notBefore when it may be read (again), in milliseconds
 */
record Inbox(
    long number, long read, List<Observed.Place> observed, boolean inFlight, long notBefore) {

  private static final long RETRY = 5_000;

  Inbox {
    observed = List.copyOf(observed);
  }

  static Inbox unread() {
    return new Inbox(0, 0, List.of(), false, Long.MIN_VALUE);
  }

  /** Any other number means other content: a restored database counts from an older one. */
  Inbox heardOf(long newNumber) {
    return new Inbox(newNumber, read, observed, inFlight, notBefore);
  }

  boolean due(Now now) {
    return !inFlight && number != read && now.millis() >= notBefore;
  }

  long nextAt() {
    return !inFlight && number != read ? notBefore : Long.MAX_VALUE;
  }

  /** Whether reading it would not have to wait for anything but the network. */
  boolean pending(Now now) {
    return inFlight || due(now);
  }

  Inbox asked() {
    return new Inbox(number, read, observed, true, notBefore);
  }

  Inbox answered(Observed content) {
    return new Inbox(content.number(), content.number(), content.places(), false, Long.MIN_VALUE);
  }

  Inbox failed(Now now, Chance chance) {
    return new Inbox(number, read, observed, false, now.millis() + chance.jitter(RETRY));
  }
}
