package io.filigree.edge.agent;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.PeerList;
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
 * @param asked what they are to bring about; empty when they are to take everything away
 * @param wanted whether something changed since they began
 * @param calmUntil before which no disturbance is looked into, in milliseconds
 * @param reconcileAt when to look even if nothing changed, in milliseconds
 * @param found what the hands found last
 * @param applied the peer list that was asked of them last
 * @param settled what they were to bring about last
 * @param right what they found when last there was nothing to do
 * @param failures what they could not do
 */
record Applying(
    boolean inFlight,
    Optional<SiteView> asked,
    boolean wanted,
    long calmUntil,
    long reconcileAt,
    Optional<ActualState> found,
    Optional<PeerList> applied,
    Optional<SiteView> settled,
    Optional<ActualState> right,
    List<Failure> failures) {

  /** Somebody's {@code ip route del} heals within this time. */
  static final long RECONCILE = 30_000;

  /** What could not be done is tried again soon, and if it fails again like everything else. */
  static final long RETRY = 5_000;

  private static final long SECOND_LOOK = 1_000;

  /** Between two looks, however much is going on: a storm of events must cost little. */
  static final long CALM = 2_000;

  /** Who changes one thing often changes another right after. */
  private static final long SETTLE = 200;

  Applying {
    failures = List.copyOf(failures);
  }

  static Applying idle() {
    return new Applying(
        false,
        Optional.empty(),
        false,
        Long.MIN_VALUE / 2,
        Long.MAX_VALUE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  Applying want() {
    return new Applying(
        inFlight, asked, true, calmUntil, reconcileAt, found, applied, settled, right, failures);
  }

  /**
   * Something of ours was changed: look at once, unless that was done just before. Where we did it
   * ourselves the second look is due even sooner, and nothing more comes of it.
   */
  Applying disturbed(Now now) {
    long soon = Math.max(now.millis() + SETTLE, calmUntil);
    return lookingAt(soon, soon + CALM);
  }

  /** What is shown is no longer so: look soon, but not so that it delays what is urgent. */
  Applying outdated(Now now) {
    return lookingAt(now.millis() + CALM, calmUntil);
  }

  /** Before the first look there is nothing of ours that could be disturbed, or shown. */
  private Applying lookingAt(long soon, long calm) {
    return found.isEmpty() || soon >= reconcileAt
        ? this
        : new Applying(
            inFlight, asked, wanted, calm, soon, found, applied, settled, right, failures);
  }

  boolean due(Now now) {
    return !inFlight && (wanted || now.millis() >= reconcileAt);
  }

  long nextAt() {
    return inFlight ? Long.MAX_VALUE : reconcileAt;
  }

  Applying begun(Optional<SiteView> view, PeerList list) {
    return new Applying(
        true,
        view,
        false,
        calmUntil,
        Long.MAX_VALUE,
        found,
        Optional.of(list),
        settled,
        right,
        failures);
  }

  /** Whether all is as it was asked for last, as far as anybody knows. */
  boolean amendable(Now now) {
    return now.millis() < reconcileAt && failures.isEmpty() && found.isPresent();
  }

  Applying amending(PeerList list) {
    return new Applying(
        true,
        asked,
        false,
        calmUntil,
        reconcileAt,
        found,
        Optional.of(list),
        settled,
        right,
        failures);
  }

  /** A few peers are told of another way; whatever else is wanted stays wanted. */
  Applying moving() {
    return new Applying(
        true, asked, wanted, calmUntil, reconcileAt, found, applied, settled, right, failures);
  }

  /** What was found last is from before it: the machine is looked at soon. */
  Applying amended(boolean failed, Now now) {
    long soon = failed ? now.millis() : now.millis() + SECOND_LOOK;
    return new Applying(
        false,
        asked,
        wanted,
        calmUntil,
        Math.min(soon, reconcileAt),
        found,
        applied,
        settled,
        right,
        failures);
  }

  /** After a change the machine is looked at again soon: what was found is from before it. */
  Applying done(ActualState seen, List<Failure> failed, boolean changed, Now now) {
    boolean soon = !failed.isEmpty() && !failed.equals(failures);
    long pause = soon ? RETRY : changed && failed.isEmpty() ? SECOND_LOOK : RECONCILE;
    // Where something can never be done, nearly right has to do, or no heal would be told.
    boolean asItShouldBe =
        !changed && seen.failures().isEmpty() && (failed.isEmpty() || right.isEmpty());
    return new Applying(
        false,
        Optional.empty(),
        wanted,
        changed ? now.millis() + CALM : calmUntil,
        Math.min(now.millis() + pause, reconcileAt),
        Optional.of(seen),
        applied,
        asked,
        asItShouldBe ? Optional.of(seen) : right,
        failed);
  }

  /** Nothing of ours is on the machine any more: there is nothing to reconcile. */
  Applying withdrawn(List<Failure> failed, Now now) {
    long next = failed.isEmpty() ? Long.MAX_VALUE : now.millis() + RECONCILE;
    return new Applying(
        false,
        Optional.empty(),
        wanted,
        calmUntil,
        next,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        failed);
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
