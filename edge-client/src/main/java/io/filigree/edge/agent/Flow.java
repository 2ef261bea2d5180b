package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.Optional;
import java.util.Set;

/**
 * What goes to and comes from one peer, by WireGuard's own counters. Times are in milliseconds.
 *
 * @param endpoint where its packets went last
 * @param received bytes, at the last look
 * @param sent bytes, at the last look
 * @param sentWhenHeard bytes sent when something last came from it
 * @param doubt whether it is there
 * @param talk its traffic both ways
 * @param usage when there was last so much that the two are not idle
 */
record Flow(
    Optional<Endpoint> endpoint,
    long received,
    long sent,
    long sentWhenHeard,
    Doubt doubt,
    Talk talk,
    Usage usage) {

  /** Silence for so long makes one ask, when something was sent meanwhile (wire.md). */
  static final long PATIENCE = 300;

  /** More than a keepalive; a handshake that is not answered is 148. */
  private static final long SOMETHING = 100;

  static Flow from(Optional<ActualPeer> base) {
    long sent = base.map(ActualPeer::sent).orElse(0L);
    return new Flow(
        base.flatMap(ActualPeer::endpoint),
        base.map(ActualPeer::received).orElse(0L),
        sent,
        sent,
        Doubt.none(),
        Talk.none(),
        Usage.none());
  }

  boolean down() {
    return doubt.down();
  }

  boolean due(Now now) {
    return doubt.askAt() <= now.millis();
  }

  /** Whether something went to it that it has not answered. */
  boolean unanswered() {
    return doubt.open();
  }

  long askAt() {
    return doubt.askAt();
  }

  /** The relays through which it did not answer since it was last heard. */
  Set<WireGuardPublicKey> tried() {
    return doubt.tried();
  }

  long downSince() {
    return doubt.downSince();
  }

  /** Since when there is traffic both ways; {@code Long.MAX_VALUE} while there is not. */
  long busySince() {
    return talk.since();
  }

  long busyBytes() {
    return talk.bytes();
  }

  /** When there was last traffic both ways. */
  long movedAt() {
    return talk.at();
  }

  Flow seen(ActualPeer peer, Now now) {
    boolean afresh = peer.received() < received || peer.sent() < sent;
    long in = peer.received() - (afresh ? 0 : received);
    long out = peer.sent() - (afresh ? 0 : sent);
    long heard = in > 0 ? peer.sent() : afresh ? 0 : sentWhenHeard;
    Flow next =
        new Flow(
            peer.endpoint(),
            peer.received(),
            peer.sent(),
            heard,
            in > 0 ? doubt.heard() : doubt,
            in > 0 ? talk.and(in + out, out > 0, now) : talk,
            usage.and(in + out, now));
    boolean silent = in == 0 && peer.sent() - heard > SOMETHING;
    return silent && !next.unanswered() ? next.ask(now.millis() + PATIENCE) : next;
  }

  /** Ask it then, unless it answered just before. */
  Flow ask(long at) {
    return with(doubt.ask(at));
  }

  /** It answered, or says so itself: nothing is wrong. */
  Flow answered(Now now) {
    return with(doubt.answered(now));
  }

  /** Whether it answered a question that was asked after that. */
  boolean answeredSince(long millis) {
    return doubt.answeredSince(millis);
  }

  /** It is moved to that relay, and asked there. */
  Flow through(WireGuardPublicKey relay, long at) {
    return with(doubt.through(relay, at));
  }

  /** It answers in no way; asked again then. */
  Flow down(Now now, long at) {
    return with(doubt.down(now, at));
  }

  /** It counts as used from now on, however little came of it so far. */
  Flow used(Now now) {
    return new Flow(endpoint, received, sent, sentWhenHeard, doubt, talk, usage.now(now));
  }

  private Flow with(Doubt other) {
    return new Flow(endpoint, received, sent, sentWhenHeard, other, talk, usage);
  }
}
