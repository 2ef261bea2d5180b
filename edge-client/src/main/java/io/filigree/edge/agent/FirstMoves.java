package io.filigree.edge.agent;

import io.filigree.edge.plan.FirstMove;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who moves first (design section 7): for every WireGuard key that has not yet answered, since when
 * it is configured and when to try again.
 *
 * <p>Of two ends that are new to each other the one with the smaller public key starts, and re-adds
 * the peer after 0.5 s, 1 s, 2 s and so on, because WireGuard's own second try comes only after 5 s
 * and the other end may not know us yet. The end with the larger key waits 2 s, starts if nothing
 * came, and then leaves it to WireGuard: if both re-added, they could cross again.
 *
 * @param strangers keys that have not answered yet
 * @param acquainted keys that have, or that are configured and were left alone
 */
record FirstMoves(Map<WireGuardPublicKey, Attempt> strangers, Set<WireGuardPublicKey> acquainted) {

  static final long FIRST_RETRY = 500;
  static final long POLITE_WAIT = 2_000;
  private static final long LONGEST_PAUSE = 600_000;

  FirstMoves {
    strangers = Map.copyOf(strangers);
    acquainted = Set.copyOf(acquainted);
  }

  /**
   * A key that is to be configured.
   *
   * @param passive whether the other end never moves first: a static peer knows none of this
   */
  record Stranger(WireGuardPublicKey key, boolean passive) {}

  /**
   * @param smaller whether it is on us to start: ours is the smaller key, or the peer is passive
   * @param tries how often we have tried to start
   * @param nextAt when to try (again), in milliseconds
   * @param pause the pause before that, in milliseconds
   */
  record Attempt(boolean smaller, int tries, long nextAt, long pause) {

    static Attempt first(boolean smaller, Now now) {
      return smaller
          ? new Attempt(true, 1, now.millis() + FIRST_RETRY, FIRST_RETRY)
          : new Attempt(false, 0, now.millis() + POLITE_WAIT, POLITE_WAIT);
    }

    boolean due(Now now) {
      return now.millis() >= nextAt;
    }

    /** Where it is left to WireGuard, that is a look whether it has answered. */
    Attempt again(Now now) {
      long longer = Math.min(LONGEST_PAUSE, pause * 2);
      return new Attempt(smaller, smaller ? tries + 1 : 1, now.millis() + longer, longer);
    }
  }

  static FirstMoves none() {
    return new FirstMoves(Map.of(), Set.of());
  }

  /** These keys are configured from now on, and no others. */
  FirstMoves configured(Collection<Stranger> peers, WireGuardPublicKey own, Now now) {
    Map<WireGuardPublicKey, Attempt> waiting = new HashMap<>();
    Set<WireGuardPublicKey> known = new HashSet<>();
    for (Stranger peer : peers) {
      if (acquainted.contains(peer.key())) {
        known.add(peer.key());
      } else {
        Attempt attempt = strangers.get(peer.key());
        boolean first = peer.passive() || own.compareTo(peer.key()) < 0;
        waiting.put(peer.key(), attempt != null ? attempt : Attempt.first(first, now));
      }
    }
    return new FirstMoves(waiting, known);
  }

  /** These keys have completed a handshake with us. */
  FirstMoves answered(Set<WireGuardPublicKey> keys) {
    if (strangers.isEmpty()) {
      return this;
    }
    Map<WireGuardPublicKey, Attempt> waiting = new HashMap<>(strangers);
    Set<WireGuardPublicKey> known = new HashSet<>(acquainted);
    for (WireGuardPublicKey key : keys) {
      if (waiting.remove(key) != null) {
        known.add(key);
      }
    }
    return new FirstMoves(waiting, known);
  }

  /** What the next apply may do with this key. */
  FirstMove move(WireGuardPublicKey key, Now now) {
    Attempt attempt = strangers.get(key);
    if (attempt == null) {
      return FirstMove.START;
    }
    if (!attempt.due(now)) {
      return attempt.tries() == 0 ? FirstMove.WAIT : FirstMove.START;
    }
    return attempt.smaller() ? FirstMove.RESTART : FirstMove.START;
  }

  /** Whether this key has not answered since the client started. */
  boolean stranger(WireGuardPublicKey key) {
    return strangers.containsKey(key);
  }

  /** Whether a key was tried so little that its silence means nothing yet. */
  boolean fresh(WireGuardPublicKey key) {
    Attempt attempt = strangers.get(key);
    return attempt != null && attempt.pause() <= POLITE_WAIT;
  }

  /** Which of several endpoints to try: the first one three times, then each in turn. */
  int round(WireGuardPublicKey key) {
    Attempt attempt = strangers.get(key);
    return attempt == null ? 0 : Math.max(0, attempt.tries() - 2);
  }

  boolean due(Now now) {
    return nextAt() <= now.millis();
  }

  /** When the earliest attempt is due; {@code Long.MAX_VALUE} when none is. */
  long nextAt() {
    long earliest = Long.MAX_VALUE;
    for (Attempt attempt : strangers.values()) {
      earliest = Math.min(earliest, attempt.nextAt());
    }
    return earliest;
  }

  /** The due attempts have just been made. */
  FirstMoves tried(Now now) {
    Map<WireGuardPublicKey, Attempt> waiting = new HashMap<>();
    for (Map.Entry<WireGuardPublicKey, Attempt> entry : strangers.entrySet()) {
      Attempt attempt = entry.getValue();
      waiting.put(entry.getKey(), attempt.due(now) ? attempt.again(now) : attempt);
    }
    return new FirstMoves(waiting, acquainted);
  }
}
