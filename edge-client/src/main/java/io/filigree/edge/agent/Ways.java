package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the peers are reached in a mesh with relays, and which relays do not answer.
 *
 * @param chosen for peers that are reached otherwise than their documents say
 * @param moves what WireGuard has still to be told, oldest first
 * @param silent relays that did not answer when they were last asked
 * @param trials direct ways that are being tried
 * @param pauses after direct ways that were of no use
 */
record Ways(
    Map<WireGuardPublicKey, Way> chosen,
    Map<WireGuardPublicKey, Move> moves,
    Set<WireGuardPublicKey> silent,
    Map<WireGuardPublicKey, Trial> trials,
    Map<WireGuardPublicKey, Pause> pauses) {

  Ways {
    chosen = Map.copyOf(chosen);
    moves = new LinkedHashMap<>(moves);
    silent = Set.copyOf(silent);
    trials = Map.copyOf(trials);
    pauses = Map.copyOf(pauses);
  }

  /** What becomes of the session when a peer is reached in another way. */
  enum Move {
    /** It goes on: where the other end sends and listens is the same. */
    GO_ON,
    /** It starts afresh, because the new relay knows nothing of it (15 s of silence otherwise). */
    AFRESH,
    /** It goes on where it is; whether it is kept warm changes. */
    WARMTH
  }

  /**
   * A direct way under trial.
   *
   * @param begun in milliseconds
   * @param setAt when WireGuard was last told of it, in milliseconds
   * @param guess whether nobody knows the NAT between: what is of no use then is tried seldom
   * @param relay through which the peer was reached before
   */
  record Trial(
      Way.Direct way, long begun, long setAt, Part part, boolean guess, WireGuardPublicKey relay) {

    private static final long LENGTH = 1_000;

    /** When it has failed. */
    long until() {
      return begun + LENGTH;
    }

    Trial setAgain(long now) {
      return new Trial(way, begun, now, part, guess, relay);
    }
  }

  /** Who moves to a direct way that is tried, and so who makes a fresh start if it is of no use. */
  enum Part {
    /** Only this end. */
    ALONE,
    /** Both, and this end has the smaller key. */
    FIRST,
    /** Both; the other makes the fresh start. */
    SECOND
  }

  /**
   * When a direct way may be tried again.
   *
   * @param length of the pause, in milliseconds
   * @param until in milliseconds
   * @param failures how often in a row a direct way was of no use
   * @param hopeless whether there was nothing else that could be tried
   * @param endpoint the one that was of no use last; empty if the session had none
   * @param at when that was
   */
  record Pause(
      long length,
      long until,
      int failures,
      boolean hopeless,
      Optional<Endpoint> endpoint,
      Instant at) {

    private static final long FIRST = 15_000;
    private static final long LONGEST = 600_000;
    private static final long LONGEST_OF_ALL = 3_600_000;

    /** Where there is no hope ten minutes are the shortest pause, and not the longest. */
    static Pause after(
        Optional<Pause> before, Optional<Endpoint> endpoint, Now now, boolean hopeless) {
      long first = hopeless ? LONGEST : FIRST;
      long longest = hopeless ? LONGEST_OF_ALL : LONGEST;
      long twice = before.map(last -> 2 * last.length()).orElse(first);
      long length = Math.clamp(twice, first, longest);
      int failures = before.map(Pause::failures).orElse(0) + 1;
      return new Pause(length, now.millis() + length, failures, hopeless, endpoint, now.wall());
    }

    Instant ends() {
      return at.plusMillis(length);
    }
  }

  static Ways asAnnounced() {
    return new Ways(Map.of(), Map.of(), Set.of(), Map.of(), Map.of());
  }

  /** Only these are peers now. */
  Ways retain(Collection<WireGuardPublicKey> keys) {
    return new Ways(only(chosen, keys), moves, silent, only(trials, keys), only(pauses, keys));
  }

  private static <V> Map<WireGuardPublicKey, V> only(
      Map<WireGuardPublicKey, V> map, Collection<WireGuardPublicKey> keys) {
    Map<WireGuardPublicKey, V> rest = new LinkedHashMap<>(map);
    return rest.keySet().retainAll(keys) ? rest : map;
  }

  Ways choose(WireGuardPublicKey peer, Way way, Move move) {
    Map<WireGuardPublicKey, Way> next = new HashMap<>(chosen);
    next.put(peer, way);
    return new Ways(next, and(peer, move), silent, trials, pauses);
  }

  /** As its documents say from now on. */
  Ways forget(WireGuardPublicKey peer) {
    return new Ways(
        without(chosen, peer),
        without(moves, peer),
        silent,
        without(trials, peer),
        without(pauses, peer));
  }

  /** Warm from now on, or no more: where it is reached stays. */
  Ways warmth(WireGuardPublicKey peer) {
    return moves.containsKey(peer)
        ? this
        : new Ways(chosen, and(peer, Move.WARMTH), silent, trials, pauses);
  }

  private Map<WireGuardPublicKey, Move> and(WireGuardPublicKey peer, Move move) {
    Map<WireGuardPublicKey, Move> next = new LinkedHashMap<>(moves);
    next.remove(peer);
    next.put(peer, move);
    return next;
  }

  /** All of it was told. */
  Ways moved() {
    return new Ways(chosen, Map.of(), silent, trials, pauses);
  }

  Ways answering(WireGuardPublicKey relay, boolean answers) {
    Set<WireGuardPublicKey> next = new HashSet<>(silent);
    boolean news = answers ? next.remove(relay) : next.add(relay);
    return news ? new Ways(chosen, moves, next, trials, pauses) : this;
  }

  Ways trying(WireGuardPublicKey peer, Trial trial) {
    Map<WireGuardPublicKey, Trial> next = new HashMap<>(trials);
    next.put(peer, trial);
    return new Ways(chosen, moves, silent, next, pauses);
  }

  Ways proven(WireGuardPublicKey peer) {
    return new Ways(chosen, moves, silent, without(trials, peer), without(pauses, peer));
  }

  /**
   * A direct way was of no use, whether under trial or not.
   *
   * @param at where the peer was reached, unless that was a trial
   * @param hopeless whether there is nothing else that could be tried
   */
  Ways failed(WireGuardPublicKey peer, Optional<Endpoint> at, Now now, boolean hopeless) {
    Trial trial = trials.get(peer);
    Optional<Endpoint> endpoint = trial == null ? at : Optional.of(trial.way().endpoint());
    Map<WireGuardPublicKey, Pause> next = new HashMap<>(pauses);
    next.put(peer, Pause.after(Optional.ofNullable(pauses.get(peer)), endpoint, now, hopeless));
    return new Ways(chosen, moves, silent, without(trials, peer), next);
  }

  /** How often it was tried in vain to reach it directly. */
  int tries(WireGuardPublicKey peer) {
    Pause pause = pauses.get(peer);
    return pause == null ? 0 : pause.failures();
  }

  /** Whether a direct way may be tried now. */
  boolean mayTry(WireGuardPublicKey peer, Now now) {
    Pause pause = pauses.get(peer);
    return !trials.containsKey(peer) && (pause == null || pause.until() <= now.millis());
  }

  long nextAt() {
    long earliest = Long.MAX_VALUE;
    for (Trial trial : trials.values()) {
      earliest = Math.min(earliest, trial.until());
    }
    return earliest;
  }

  private static <V> Map<WireGuardPublicKey, V> without(
      Map<WireGuardPublicKey, V> map, WireGuardPublicKey key) {
    if (!map.containsKey(key)) {
      return map;
    }
    Map<WireGuardPublicKey, V> rest = new LinkedHashMap<>(map);
    rest.remove(key);
    return rest;
  }
}
