package io.filigree.edge;

import io.filigree.edge.agent.Input;
import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.route.Counters;
import io.filigree.edge.wireguard.WireGuard;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches what goes through the tunnel. While nothing does, that is a look at a small file of the
 * kernel's four times a second; {@code wg} is asked only while something moves, and a little
 * longer: that nothing came back is news, too.
 */
final class Traffic {

  private static final long PACE = 250;

  /** Looks after the last movement: half a second, in which an answer would have come. */
  private static final int AFTERWARDS = 2;

  /** A dump of 10,000 peers takes a while: no more than one part in so many of the time. */
  private static final int SHARE = 10;

  private final Counters counters;
  private final WireGuard wireGuard;
  private final Consumer<Input> inputs;
  private Optional<Thread> thread = Optional.empty();

  Traffic(Counters counters, WireGuard wireGuard, Consumer<Input> inputs) {
    this.counters = counters;
    this.wireGuard = wireGuard;
    this.inputs = inputs;
  }

  /** Begins, or ends; for the main thread. */
  void follow(boolean wanted) {
    thread.ifPresent(Thread::interrupt);
    thread =
        wanted
            ? Optional.of(Thread.ofPlatform().daemon().name("traffic").start(this::run))
            : Optional.empty();
  }

  private void run() {
    try {
      Map<WireGuardPublicKey, ActualPeer> known = peers();
      Optional<Counters.Bytes> before = counters.read();
      int looks = 0;
      long pause = PACE;
      while (true) {
        Thread.sleep(pause); // nobody tells that a counter moved
        Optional<Counters.Bytes> now = counters.read();
        looks = now.equals(before) ? Math.max(0, looks - 1) : 1 + AFTERWARDS;
        before = now;
        pause = PACE;
        if (looks > 0) {
          long began = Clock.now().millis();
          Map<WireGuardPublicKey, ActualPeer> peers = peers();
          tell(known, peers);
          known = peers;
          pause = Math.max(PACE, SHARE * (Clock.now().millis() - began));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<WireGuardPublicKey, ActualPeer> peers() {
    return wireGuard.observe().map(ActualDevice::peers).orElse(Map.of());
  }

  private void tell(
      Map<WireGuardPublicKey, ActualPeer> before, Map<WireGuardPublicKey, ActualPeer> now) {
    Map<WireGuardPublicKey, ActualPeer> moved = new HashMap<>();
    now.forEach((key, peer) -> {
      if (!peer.equals(before.get(key))) {
        moved.put(key, peer);
      }
    });
    if (!moved.isEmpty()) {
      inputs.accept(new Input.TrafficSeen(Clock.now(), moved));
    }
  }
}
