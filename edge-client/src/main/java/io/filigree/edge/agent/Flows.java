package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The traffic with all peers that there was any with.
 *
 * @param followed whether somebody looks at the counters for us
 * @param asking whether some peers are being asked
 */
record Flows(Map<WireGuardPublicKey, Flow> peers, boolean followed, boolean asking) {

  Flows {
    peers = Map.copyOf(peers);
  }

  static Flows none() {
    return new Flows(Map.of(), false, false);
  }

  Flows with(WireGuardPublicKey peer, Flow flow) {
    return with(Map.of(peer, flow));
  }

  Flows with(Map<WireGuardPublicKey, Flow> changed) {
    Map<WireGuardPublicKey, Flow> next = new HashMap<>(peers);
    next.putAll(changed);
    return new Flows(next, followed, asking);
  }

  /** Only these are peers now. */
  Flows retain(Collection<WireGuardPublicKey> keys) {
    Map<WireGuardPublicKey, Flow> next = new HashMap<>(peers);
    return next.keySet().retainAll(keys) ? new Flows(next, followed, asking) : this;
  }

  Flows followed(boolean wanted) {
    return wanted ? new Flows(peers, true, asking) : none();
  }

  /** These are being asked; if nothing is heard of it, they are again then. */
  Flows asked(List<Question> questions, long again) {
    Map<WireGuardPublicKey, Flow> next = new HashMap<>(peers);
    for (Question question : questions) {
      next.computeIfPresent(question.target().peer(), (key, flow) -> flow.ask(again));
    }
    return new Flows(next, followed, true);
  }

  Flows answered() {
    return new Flows(peers, followed, false);
  }

  boolean down(WireGuardPublicKey peer) {
    Flow flow = peers.get(peer);
    return flow != null && flow.down();
  }

  long nextAt() {
    long earliest = Long.MAX_VALUE;
    if (!asking) {
      for (Flow flow : peers.values()) {
        earliest = Math.min(earliest, flow.askAt());
      }
    }
    return earliest;
  }
}
