package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this site has seen with its own eyes, kept on its disk for the next start.
 *
 * @param met where each peer was last met, by its key; only where that is not what it announces
 * @param wall the newest time of day known to be right
 */
public record Seen(Map<WireGuardPublicKey, Met> met, Optional<Instant> wall) {

  public Seen {
    met = Map.copyOf(met);
  }

  /**
   * Where a peer completed a handshake with us.
   *
   * @param announced a mark of what it announced at that time: what it announces later is newer
   */
  public record Met(Endpoint endpoint, int announced) {}

  /** Nothing was ever seen. */
  public static Seen nothing() {
    return new Seen(Map.of(), Optional.empty());
  }

  /** What has to be written where the other is written already; an empty value forgets. */
  Map<WireGuardPublicKey, Optional<Met>> since(Seen other) {
    Map<WireGuardPublicKey, Optional<Met>> changes = new HashMap<>();
    other.met().keySet().forEach(key -> changes.put(key, Optional.empty()));
    met.forEach((key, now) -> changes.put(key, Optional.of(now)));
    other.met().forEach((key, before) -> changes.remove(key, Optional.of(before)));
    return changes;
  }
}
