package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the coordinator.
 *
 * @param last when it last answered
 * @param trouble why it does not; empty when it does
 * @param offered where its newest peer list stands, taken up or not
 * @param refused why its newest roster was refused; empty when it was not
 * @param resyncs how often what came did not add up and everything was asked for
 * @param rightTime the newest time of day that agreed with the coordinator's
 */
public record Contact(
    Optional<Instant> last,
    Optional<String> trouble,
    Optional<Stand> offered,
    Optional<Refusal> refused,
    long resyncs,
    Optional<Instant> rightTime) {

  /** A clock is right when it is this close to the coordinator's (wire.md, Clock). */
  private static final Duration CLOSE = Duration.ofMinutes(5);

  static Contact never(Optional<Instant> rightTime) {
    return new Contact(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, rightTime);
  }

  Contact answered(Now now, Optional<Instant> serverTime) {
    boolean right =
        serverTime.isPresent()
            && Duration.between(serverTime.get(), now.wall()).abs().compareTo(CLOSE) <= 0;
    Optional<Instant> newest = right ? Optional.of(now.wall()) : rightTime;
    return new Contact(
        Optional.of(now.wall()), Optional.empty(), offered, refused, resyncs, newest);
  }

  /** Whether the last answer said that this machine's clock is right. */
  boolean clockIsRight() {
    return last.isPresent() && last.equals(rightTime);
  }

  Contact failed(String why) {
    return new Contact(last, Optional.of(why), offered, refused, resyncs, rightTime);
  }

  Contact offering(Stand stand) {
    return new Contact(last, trouble, Optional.of(stand), refused, resyncs, rightTime);
  }

  /** Nothing newer than what we asked about. */
  Contact offeringNothing(Optional<PeerList> ours) {
    return ours.map(list -> offering(Stand.of(list.holdings()))).orElse(this);
  }

  /** Whether it answered when last asked. */
  public boolean reachable() {
    return last.isPresent() && trouble.isEmpty();
  }

  Contact refusing(Optional<Refusal> refusal) {
    return new Contact(last, trouble, offered, refusal, resyncs, rightTime);
  }

  Contact resynced() {
    return new Contact(last, trouble, offered, refused, resyncs + 1, rightTime);
  }
}
