package io.filigree.edge.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest initiation of each pair that nobody has answered yet, kept for a moment: the receiver
 * may be about to attach, and two of opposite direction kill each other's handshakes.
 */
final class Unanswered {

  /** WireGuard itself tries again after as long. */
  static final long LIFE = Seconds.of(5);

  /** Two ends that start in the same instant do so within a round trip. */
  static final long CROSSING = Seconds.ONE;

  /** In all: 3 MB. */
  private static final int MOST = 16_384;

  private static final class Kept {
    private final byte[] packet;
    private final long at;
    private boolean hasSuppressed;

    Kept(byte[] packet, long at) {
      this.packet = packet;
      this.at = at;
    }
  }

  private final Map<Site, Map<Site, Kept>> byReceiver = new HashMap<>();
  private int size;

  int size() {
    return size;
  }

  /**
   * Whether an initiation crosses one of the opposite direction and is to be dropped for it. Each
   * initiation drops one only: who forges initiations can delay a handshake by one try.
   */
  boolean suppresses(Site from, Site to, long now) {
    Kept opposite = find(to, from);
    if (opposite == null || opposite.hasSuppressed || now - opposite.at >= CROSSING) {
      return false;
    }
    opposite.hasSuppressed = true;
    return true;
  }

  /** Keeps it in place of an earlier one of that pair; not if there is no room. */
  void keep(Site from, Site to, byte[] packet, long now) {
    Map<Site, Kept> senders = byReceiver.computeIfAbsent(to, site -> new HashMap<>());
    if (size >= MOST && !senders.containsKey(from)) {
      return;
    }
    if (senders.put(from, new Kept(packet, now)) == null) {
      size++;
    }
  }

  void answered(Site from, Site to) {
    Map<Site, Kept> senders = byReceiver.get(to);
    if (senders != null && senders.remove(from) != null) {
      size--;
      if (senders.isEmpty()) {
        byReceiver.remove(to);
      }
    }
  }

  /** What waits for that site. */
  List<byte[]> waitingFor(Site to, long now) {
    List<byte[]> packets = new ArrayList<>();
    for (Kept kept : byReceiver.getOrDefault(to, Map.of()).values()) {
      if (now - kept.at < LIFE) {
        packets.add(kept.packet);
      }
    }
    return packets;
  }

  private @Nullable Kept find(Site from, Site to) {
    Map<Site, Kept> senders = byReceiver.get(to);
    return senders == null ? null : senders.get(from);
  }

  void sweep(long now) {
    removeIf((from, to, kept) -> now - kept.at >= LIFE);
  }

  /** Forgets pairs that may not reach each other any more. */
  void retain(SiteTable sites) {
    removeIf((from, to, kept) -> from.gone || to.gone || !sites.join(from, to));
  }

  /** A test of a kept initiation. */
  private interface KeptTest {
    boolean test(Site from, Site to, Kept kept);
  }

  private void removeIf(KeptTest test) {
    Iterator<Map.Entry<Site, Map<Site, Kept>>> receivers = byReceiver.entrySet().iterator();
    while (receivers.hasNext()) {
      Map.Entry<Site, Map<Site, Kept>> receiver = receivers.next();
      Map<Site, Kept> senders = receiver.getValue();
      int before = senders.size();
      senders
          .entrySet()
          .removeIf(sender -> test.test(sender.getKey(), receiver.getKey(), sender.getValue()));
      size -= before - senders.size();
      if (senders.isEmpty()) {
        receivers.remove();
      }
    }
  }
}
