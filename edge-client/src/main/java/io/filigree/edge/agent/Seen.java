package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this site has seen with its own eyes, kept on its disk for the next start.
 *
 * @param met where each peer was last met, by its key; only where that is not what it announces
 * @param talked with whom there was a session of late: they may hold it still when ours is gone
 * @param wall the newest time of day known to be right
 */
public record Seen(
    Map<WireGuardPublicKey, Met> met, Set<WireGuardPublicKey> talked, Optional<Instant> wall) {

  public Seen {
    met = Map.copyOf(met);
    talked = Set.copyOf(talked);
  }

  /**
   * Where a peer completed a handshake with us.
   *
   * @param announced a mark of what it announced at that time: what it announces later is newer
   */
  public record Met(Endpoint endpoint, int announced) {}

  /**
   * What has to be written where something else is written already.
   *
   * @param met an empty value forgets
   * @param talked with whom there is a session now
   * @param quiet with whom there was none for long
   */
  public record Changes(
      Map<WireGuardPublicKey, Optional<Met>> met,
      Set<WireGuardPublicKey> talked,
      Set<WireGuardPublicKey> quiet) {

    public Changes {
      met = Map.copyOf(met);
      talked = Set.copyOf(talked);
      quiet = Set.copyOf(quiet);
    }
  }

  /** Nothing was ever seen. */
  public static Seen nothing() {
    return new Seen(Map.of(), Set.of(), Optional.empty());
  }

  /** What has to be written where the other is written already. */
  public Changes since(Seen other) {
    Map<WireGuardPublicKey, Optional<Met>> changes = new HashMap<>();
    other.met().keySet().forEach(key -> changes.put(key, Optional.empty()));
    met.forEach((key, now) -> changes.put(key, Optional.of(now)));
    other.met().forEach((key, before) -> changes.remove(key, Optional.of(before)));
    return new Changes(changes, without(talked, other.talked()), without(other.talked(), talked));
  }

  private static Set<WireGuardPublicKey> without(
      Set<WireGuardPublicKey> all, Set<WireGuardPublicKey> some) {
    Set<WireGuardPublicKey> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
