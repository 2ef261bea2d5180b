package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * After a machine came up anew: its sessions are gone, and the other ends, who know nothing of it,
 * would send into theirs for 15 s. A keepalive that is switched on makes WireGuard shake hands at
 * once; a second later it is off again (design section 7, Watchdog).
 *
 * @param waiting whom there was a session with before
 * @param looked whether the machine was looked at since the start
 * @param until when each of those that are being nudged is left alone again, in milliseconds
 * @param nextAt when the next ones may be nudged, in milliseconds
 */
record Nudging(
    List<WireGuardPublicKey> waiting,
    boolean looked,
    Map<WireGuardPublicKey, Long> until,
    long nextAt) {

  /** More at once would answer faster than WireGuard lets them: they would be sent cookies. */
  static final int AT_ONCE = 100;

  static final long PACE = 300;
  static final long NUDGE = 1_000;

  Nudging {
    waiting = List.copyOf(waiting);
    until = Map.copyOf(until);
  }

  static Nudging nobody() {
    return new Nudging(List.of(), true, Map.of(), Long.MAX_VALUE);
  }

  static Nudging after(Seen seen) {
    return new Nudging(List.copyOf(seen.talked()), false, Map.of(), Long.MAX_VALUE);
  }

  /** Where only this process was restarted WireGuard has its sessions still. */
  static void looked(Turn turn, ActualState found) {
    Optional<PeerList> list = turn.knowledge.durable();
    if (turn.nudging.looked() || list.isEmpty()) {
      return;
    }
    Map<WireGuardPublicKey, ActualPeer> before =
        found.device().map(ActualDevice::peers).orElse(Map.of());
    Set<WireGuardPublicKey> known = new HashSet<>();
    for (Peer peer : list.get().peers().values()) {
      peer.wireGuardKey().filter(key -> !turn.moves.stranger(key)).ifPresent(known::add);
    }
    List<WireGuardPublicKey> gone = new ArrayList<>();
    for (WireGuardPublicKey key : turn.nudging.waiting()) {
      ActualPeer actual = before.get(key);
      if (known.contains(key) && (actual == null || actual.latestHandshake().isEmpty())) {
        gone.add(key);
      }
    }
    turn.sayIf(!gone.isEmpty(), "nudging", "peers", "" + gone.size());
    turn.nudging =
        new Nudging(gone, true, Map.of(), gone.isEmpty() ? Long.MAX_VALUE : turn.now.millis());
  }

  static void settle(Turn turn) {
    Nudging before = turn.nudging;
    Map<WireGuardPublicKey, Long> until = new HashMap<>(before.until());
    for (Map.Entry<WireGuardPublicKey, Long> nudged : before.until().entrySet()) {
      if (nudged.getValue() <= turn.now.millis()) {
        until.remove(nudged.getKey());
        turn.ways = turn.ways.warmth(nudged.getKey());
      }
    }
    boolean due = before.nextAt() <= turn.now.millis();
    int some = due ? Math.min(AT_ONCE, before.waiting().size()) : 0;
    for (WireGuardPublicKey key : before.waiting().subList(0, some)) {
      until.put(key, turn.now.millis() + NUDGE);
      turn.ways = turn.ways.warmth(key);
    }
    if (!until.equals(before.until())) {
      List<WireGuardPublicKey> rest = before.waiting().subList(some, before.waiting().size());
      long next = due ? turn.now.millis() + PACE : before.nextAt();
      turn.nudging = new Nudging(rest, true, until, rest.isEmpty() ? Long.MAX_VALUE : next);
    }
  }

  /** Whether it is being nudged just now. */
  boolean warm(WireGuardPublicKey peer) {
    return until.containsKey(peer);
  }

  /** When something is to be done next; {@code Long.MAX_VALUE} when nothing is. */
  long dueAt() {
    long earliest = nextAt;
    for (long end : until.values()) {
      earliest = Math.min(earliest, end);
    }
    return earliest;
  }
}
