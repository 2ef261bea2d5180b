package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.Failure;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When to look at the machine again, and what was seen last.
 *
 * @param inFlight whether the hands are at work
 * @param wanted whether something changed since they began
 * @param reconcileAt when to look even if nothing changed, in milliseconds
 * @param found what the hands found last
 * @param failures what they could not do
 */
record Applying(
    boolean inFlight,
    boolean wanted,
    long reconcileAt,
    Optional<ActualState> found,
    List<Failure> failures) {

  /** Somebody's {@code ip route del} heals within this time. */
  static final long RECONCILE = 30_000;

  static final long RETRY = 5_000;
  private static final long SECOND_LOOK = 1_000;

  Applying {
    failures = List.copyOf(failures);
  }

  static Applying idle() {
    return new Applying(false, false, Long.MAX_VALUE, Optional.empty(), List.of());
  }

  Applying want() {
    return new Applying(inFlight, true, reconcileAt, found, failures);
  }

  boolean due(Now now) {
    return !inFlight && (wanted || now.millis() >= reconcileAt);
  }

  long nextAt() {
    return inFlight ? Long.MAX_VALUE : reconcileAt;
  }

  Applying begun() {
    return new Applying(true, false, reconcileAt, found, failures);
  }

  /** After a change the machine is looked at again soon: what was found is from before it. */
  Applying done(ActualState seen, List<Failure> failed, boolean changed, Now now) {
    long pause = changed ? SECOND_LOOK : RECONCILE;
    long next = now.millis() + (failed.isEmpty() ? pause : RETRY);
    return new Applying(false, wanted, next, Optional.of(seen), failed);
  }

  /** Nothing of ours is on the machine any more: there is nothing to reconcile. */
  Applying withdrawn(List<Failure> failed, Now now) {
    long next = failed.isEmpty() ? Long.MAX_VALUE : now.millis() + RECONCILE;
    return new Applying(false, wanted, next, Optional.empty(), failed);
  }

  /** The peers WireGuard had at the last look. */
  Map<WireGuardPublicKey, ActualPeer> peers() {
    return found.flatMap(ActualState::device).map(device -> device.peers()).orElse(Map.of());
  }

  /** The keys that have ever completed a handshake with this interface. */
  Set<WireGuardPublicKey> answered() {
    Set<WireGuardPublicKey> keys = new HashSet<>();
    for (Map.Entry<WireGuardPublicKey, ActualPeer> peer : peers().entrySet()) {
      if (peer.getValue().latestHandshake().isPresent()) {
        keys.add(peer.getKey());
      }
    }
    return keys;
  }
}
