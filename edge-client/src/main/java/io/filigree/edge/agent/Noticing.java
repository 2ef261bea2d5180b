package io.filigree.edge.agent;

import io.filigree.edge.agent.StatusPage.PeerLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notices from one page to the next what became of the peers, and puts it into the log. */
final class Noticing {

  private Noticing() {}

  /** A peer that was not there before counts as idle until now. */
  static void say(Turn turn, List<PeerLine> before, List<PeerLine> now) {
    Map<String, PeerLine> known = new HashMap<>();
    for (PeerLine peer : before) {
      known.put(peer.siteId(), peer);
    }
    for (PeerLine peer : now) {
      PeerLine old = known.get(peer.siteId());
      sayPath(turn, old == null ? Path.IDLE : old.path(), peer);
      sayEndpoint(turn, old == null ? "" : old.endpoint(), peer);
    }
  }

  private static void sayPath(Turn turn, Path before, PeerLine peer) {
    if (peer.path() != before) {
      turn.say("path", "peer", peer.name(), "from", before.text(), "to", peer.path().text());
    }
  }

  private static void sayEndpoint(Turn turn, String before, PeerLine peer) {
    boolean moved = !before.isEmpty() && !peer.endpoint().isEmpty();
    if (moved && !peer.endpoint().equals(before)) {
      turn.say("endpoint-moved", "peer", peer.name(), "from", before, "to", peer.endpoint());
    }
  }
}
