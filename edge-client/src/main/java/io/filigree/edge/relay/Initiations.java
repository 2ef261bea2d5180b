package io.filigree.edge.relay;

import io.filigree.protocol.noise.Message;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Handshake initiations from one site to another. The receiver is the one whose key mac1 was made
 * with; the sender's index is learned, so that the answer and then the data find their way.
 */
final class Initiations {

  private final Tables tables;

  Initiations(Tables tables) {
    this.tables = tables;
  }

  /**
   * @param from the site that is known to be where the packet came from
   */
  void take(Site from, byte[] message, long now) {
    Counters counters = tables.counters;
    if (!from.initiations.take(now)) {
      counters.add(Count.DROP_INITIATION_RATE);
      return;
    }
    Site to = receiver(from, message, now);
    if (to == null) {
      counters.add(Count.DROP_INITIATION_NOBODY);
    } else if (!tables.sites.join(from, to)) {
      counters.add(Count.DROP_NOT_LINKED);
    } else if (tables.unanswered.suppresses(from, to, now)) {
      counters.add(Count.DROP_INITIATION_CROSSING);
    } else if (!tables.indices.announce(Message.intAt(message, Message.SENDER), from, to, now)) {
      counters.add(Count.DROP_INDEX_TAKEN);
    } else {
      tables.unanswered.keep(from, to, message, now);
      boolean sent = tables.send(ByteBuffer.wrap(message), to);
      counters.add(sent ? Count.INITIATIONS : Count.INITIATIONS_KEPT);
    }
  }

  private @Nullable Site receiver(Site from, byte[] message, long now) {
    for (int i = 0; i < Recent.SIZE; i++) {
      Site site = from.recent.get(i);
      if (site == null) {
        break;
      }
      if (!site.gone && isFor(site, message)) {
        from.recent.toFront(site);
        return site;
      }
    }
    return from.searches.take(now) ? search(from, message) : null;
  }

  private @Nullable Site search(Site from, byte[] message) {
    tables.counters.add(Count.MAC1_SEARCHES);
    for (Site site : tables.sites.all()) {
      if (isFor(site, message)) {
        from.recent.toFront(site);
        return site;
      }
    }
    return null;
  }

  private boolean isFor(Site site, byte[] message) {
    return tables.mac.matches(site.remote().mac1(), message, Message.INITIATION_MAC1);
  }
}
