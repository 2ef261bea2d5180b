package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What goes to and comes from one peer, by WireGuard's own counters. Times are in milliseconds.
 *
 * @param endpoint where its packets went last
 * @param received bytes, at the last look
 * @param sent bytes, at the last look
 * @param sentWhenHeard bytes sent when something last came from it
 * @param askAt when to ask it whether it is there; {@code Long.MAX_VALUE} while nothing says that
 *     it may not be
 * @param notBefore when it may be asked next
 * @param tried the relays through which it did not answer since it was last heard
 * @param downSince since when it has not answered in any way; {@code Long.MAX_VALUE} when it does
 * @param busySince since when there is traffic both ways; {@code Long.MAX_VALUE} while there is not
 * @param busyBytes bytes since then
 * @param movedAt when there was last traffic both ways
 * @param usage when there was last so much that the two are not idle
 */
record Flow(
    Optional<Endpoint> endpoint,
    long received,
    long sent,
    long sentWhenHeard,
    long askAt,
    long notBefore,
    Set<WireGuardPublicKey> tried,
    long downSince,
    long busySince,
    long busyBytes,
    long movedAt,
    Usage usage) {

  /** Silence for so long makes one ask, when something was sent meanwhile (wire.md). */
  static final long PATIENCE = 300;

  /** One-way traffic is silent for 10 s by design: asked twice a second it would be too much. */
  private static final long AFTER_ANSWER = 2_000;

  /** More than a keepalive; a handshake that is not answered is 148. */
  private static final long SOMETHING = 100;

  /** Traffic that pauses for longer starts anew. */
  private static final long PAUSE = 800;

  private static final long NEVER = Long.MAX_VALUE;

  Flow {
    tried = Set.copyOf(tried);
  }

  static Flow from(Optional<ActualPeer> base) {
    long sent = base.map(ActualPeer::sent).orElse(0L);
    return new Flow(
        base.flatMap(ActualPeer::endpoint),
        base.map(ActualPeer::received).orElse(0L),
        sent,
        sent,
        NEVER,
        Long.MIN_VALUE,
        Set.of(),
        NEVER,
        NEVER,
        0,
        Long.MIN_VALUE,
        Usage.none());
  }

  boolean down() {
    return downSince != NEVER;
  }

  boolean due(Now now) {
    return askAt <= now.millis();
  }

  /** Whether something went to it that it has not answered. */
  boolean unanswered() {
    return askAt != NEVER;
  }

  Flow seen(ActualPeer peer, Now now) {
    boolean afresh = peer.received() < received || peer.sent() < sent;
    Flow base = afresh ? counted(peer, 0, 0, 0) : this;
    long moved = peer.received() - base.received + peer.sent() - base.sent;
    Flow before = base.using(usage.and(moved, now));
    if (peer.received() > before.received) {
      return before.heard(peer, now);
    }
    Flow next = before.counted(peer, peer.received(), peer.sent(), before.sentWhenHeard);
    boolean silent = peer.sent() - next.sentWhenHeard > SOMETHING;
    return silent && !next.unanswered() ? next.ask(now.millis() + PATIENCE) : next;
  }

  private Flow heard(ActualPeer peer, Now now) {
    boolean bothWays = peer.sent() > sent;
    boolean goesOn = movedAt >= now.millis() - PAUSE;
    long moved = peer.received() - received + peer.sent() - sent;
    return new Flow(
        peer.endpoint(),
        peer.received(),
        peer.sent(),
        peer.sent(),
        NEVER,
        notBefore,
        Set.of(),
        NEVER,
        bothWays && !goesOn ? now.millis() : busySince,
        bothWays && !goesOn ? 0 : busyBytes + moved,
        bothWays ? now.millis() : movedAt,
        usage);
  }

  private Flow counted(ActualPeer peer, long in, long out, long outWhenHeard) {
    return new Flow(
        peer.endpoint(),
        in,
        out,
        outWhenHeard,
        askAt,
        notBefore,
        tried,
        downSince,
        busySince,
        busyBytes,
        movedAt,
        usage);
  }

  /** Ask it then, unless it answered just before. */
  Flow ask(long at) {
    return with(Math.max(at, notBefore), tried, downSince, notBefore);
  }

  /** It answered, or says so itself: nothing is wrong. */
  Flow answered(Now now) {
    return with(NEVER, Set.of(), NEVER, now.millis() + AFTER_ANSWER);
  }

  /** Whether it answered a question that was asked after that. */
  boolean answeredSince(long millis) {
    return notBefore != Long.MIN_VALUE && notBefore - AFTER_ANSWER > millis;
  }

  /** It is moved to that relay, and asked there. */
  Flow through(WireGuardPublicKey relay, long at) {
    Set<WireGuardPublicKey> all = new HashSet<>(tried);
    all.add(relay);
    return with(at, all, downSince, Long.MIN_VALUE);
  }

  /** It answers in no way; asked again then. */
  Flow down(Now now, long at) {
    return with(at, Set.of(), Math.min(downSince, now.millis()), Long.MIN_VALUE);
  }

  /** It counts as used from now on, however little came of it so far. */
  Flow used(Now now) {
    return using(usage.now(now));
  }

  private Flow using(Usage next) {
    return new Flow(
        endpoint,
        received,
        sent,
        sentWhenHeard,
        askAt,
        notBefore,
        tried,
        downSince,
        busySince,
        busyBytes,
        movedAt,
        next);
  }

  private Flow with(long nextAsk, Set<WireGuardPublicKey> triedNow, long since, long earliest) {
    return new Flow(
        endpoint,
        received,
        sent,
        sentWhenHeard,
        nextAsk,
        earliest,
        triedNow,
        since,
        busySince,
        busyBytes,
        movedAt,
        usage);
  }
}
