package io.filigree.edge.relay;

import java.nio.ByteBuffer;

/** What happens when a site has proven where it is. Nothing else ever moves an address. */
final class Latching {

  private final Tables tables;
  private final Hunts hunts;
  private final Initiations initiations;

  Latching(Tables tables, Hunts hunts, Initiations initiations) {
    this.tables = tables;
    this.hunts = hunts;
    this.initiations = initiations;
  }

  /** The site is there: proven now by something that only it can have made now. */
  void latch(Site site, Address at, long now) {
    site.heard = now;
    if (!tables.addresses.put(site, at)) {
      return;
    }
    tables.changed = true;
    tables.counters.add(Count.LATCHES);
    tables.outside.latched(site.member(), at);
    for (byte[] waiting : tables.unanswered.waitingFor(site, now)) {
      tables.counters.add(Count.INITIATIONS_RESENT);
      tables.outside.send(ByteBuffer.wrap(waiting), at);
    }
    hunts
        .end(at)
        .ifPresent(message -> {
          tables.counters.add(Count.INITIATIONS_REINJECTED);
          initiations.take(site, message, now);
        });
  }
}
