package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The asking of warm peers for echoes: each once in half a minute, a few at a time, the one first
 * whose turn was longest ago. An idle peer is never asked (design section 7).
 *
 * @param peers the warm peers and what they answered
 * @param calm whether nothing goes through relays: then those that answer are asked seldom
 * @param inFlight whether some are being asked
 * @param askedAt when the last ones were, in milliseconds
 */
record Probing(
    SortedMap<WireGuardPublicKey, Listener> peers, boolean calm, boolean inFlight, long askedAt) {

  static final long ROUND = 30_000;

  /** An echo each half minute to two relays would be 1.4 MB a day, more than all else together. */
  static final long SELDOM = 3_600_000;

  /** So many tell how far away a relay is. */
  private static final int ACQUAINTED = 3;

  /** Asked one by one, with a second's patience: more would take longer than their turn. */
  static final int MOST_AT_ONCE = 10;

  /** With more peers than a round has turns the round takes longer, and the work stays the same. */
  private static final int MOST_TURNS = 10;

  private static final long NEVER = Long.MIN_VALUE;

  Probing {
    peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
  }

  /**
   * A warm peer.
   *
   * @param address where it is asked, inside the tunnel
   * @param relay whether it is a relay: while nothing goes through relays it is asked seldom
   * @param mayIgnore whether its silence means nothing: a static peer may well answer no ping
   * @param askedAt when it was asked last, in milliseconds
   */
  record Listener(
      IpAddress address, boolean relay, boolean mayIgnore, long askedAt, Echoes echoes) {

    static Listener unasked(IpAddress address, boolean mayIgnore) {
      return new Listener(address, false, mayIgnore, NEVER, Echoes.none());
    }

    static Listener ofRelay(IpAddress address) {
      return new Listener(address, true, false, NEVER, Echoes.none());
    }

    Listener asked(Now now) {
      return new Listener(address, relay, mayIgnore, now.millis(), echoes);
    }

    Listener answered(Echo echo) {
      return new Listener(address, relay, mayIgnore, askedAt, echoes.and(echo.roundTrip()));
    }

    /** Whether nothing new is to be expected of it while nobody uses it. */
    boolean mayRest() {
      Quality quality = echoes.quality();
      return relay && quality.asked() >= ACQUAINTED && echoes.answeredLast();
    }

    Optional<Quality> quality() {
      Quality quality = echoes.quality();
      boolean says = quality.asked() > 0 && !(mayIgnore && quality.last().isEmpty());
      return says ? Optional.of(quality) : Optional.empty();
    }
  }

  static Probing none() {
    return new Probing(Collections.emptySortedMap(), false, false, NEVER);
  }

  /** These are warm now, and no others: what the others answered is of the past. */
  Probing warm(Map<WireGuardPublicKey, Listener> warm) {
    SortedMap<WireGuardPublicKey, Listener> next = new TreeMap<>();
    warm.forEach((key, fresh) -> {
      Listener known = peers.get(key);
      boolean same = known != null && known.address().equals(fresh.address());
      next.put(key, same ? known : fresh);
    });
    return new Probing(next, calm, inFlight, askedAt);
  }

  /** Nothing goes through relays now, or something does. */
  Probing calm(boolean now) {
    return now == calm ? this : new Probing(peers, now, inFlight, askedAt);
  }

  /** Whom to ask now; none while the last ones are still being asked. */
  List<Target> due(Now now) {
    return now.millis() < nextAt() ? List.of() : next(now);
  }

  private List<Target> next(Now now) {
    List<Map.Entry<WireGuardPublicKey, Listener>> turns = new ArrayList<>();
    for (Map.Entry<WireGuardPublicKey, Listener> peer : peers.entrySet()) {
      if (!rests(peer.getValue()) || now.millis() >= peer.getValue().askedAt() + SELDOM) {
        turns.add(peer);
      }
    }
    turns.sort(Comparator.comparingLong(entry -> entry.getValue().askedAt()));
    List<Target> next = new ArrayList<>();
    for (Map.Entry<WireGuardPublicKey, Listener> entry : turns) {
      boolean due = next.size() < perTurn() || isNew(entry.getValue());
      if (due && next.size() < MOST_AT_ONCE) {
        next.add(new Target(entry.getKey(), entry.getValue().address()));
      }
    }
    return next;
  }

  /** A peer that came about just now need not wait for its turn. */
  long nextAt() {
    if (inFlight || peers.isEmpty()) {
      return Long.MAX_VALUE;
    }
    boolean awake = false;
    long earliest = Long.MAX_VALUE;
    for (Listener listener : peers.values()) {
      if (isNew(listener)) {
        return NEVER;
      }
      if (rests(listener)) {
        earliest = Math.min(earliest, listener.askedAt() + SELDOM);
      } else {
        awake = true;
      }
    }
    return awake ? Math.min(earliest, askedAt + ROUND / turns()) : earliest;
  }

  private boolean rests(Listener listener) {
    return calm && listener.mayRest();
  }

  private int perTurn() {
    return Math.min(MOST_AT_ONCE, Math.ceilDiv(awake(), MOST_TURNS));
  }

  private int turns() {
    return Math.min(MOST_TURNS, Math.ceilDiv(awake(), perTurn()));
  }

  /** Never none: those that rest have a turn now and then, too. */
  private int awake() {
    int awake = 0;
    for (Listener listener : peers.values()) {
      awake += rests(listener) ? 0 : 1;
    }
    return Math.max(1, awake);
  }

  private static boolean isNew(Listener listener) {
    return listener.askedAt() == NEVER;
  }

  Probing asked(List<Target> targets, Now now) {
    SortedMap<WireGuardPublicKey, Listener> next = new TreeMap<>(peers);
    for (Target target : targets) {
      next.computeIfPresent(target.peer(), (key, listener) -> listener.asked(now));
    }
    return new Probing(next, calm, true, now.millis());
  }

  Probing answered(List<Echo> echoes) {
    SortedMap<WireGuardPublicKey, Listener> next = new TreeMap<>(peers);
    for (Echo echo : echoes) {
      next.computeIfPresent(echo.peer(), (key, listener) -> listener.answered(echo));
    }
    return new Probing(next, calm, false, askedAt);
  }

  /** How well this peer answers; empty for one that is not asked. */
  Optional<Quality> quality(WireGuardPublicKey key) {
    return Optional.ofNullable(peers.get(key)).flatMap(Listener::quality);
  }
}
