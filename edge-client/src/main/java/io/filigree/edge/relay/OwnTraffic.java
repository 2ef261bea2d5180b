package io.filigree.edge.relay;

import io.filigree.protocol.noise.Transport;
import java.util.Optional;

/** Packets in a site's session with the relay. The newest of them tells where the site is. */
final class OwnTraffic {

  private final Tables tables;
  private final Latching latching;
  private final TunnelService service;

  OwnTraffic(Tables tables, Latching latching, TunnelService service) {
    this.tables = tables;
    this.latching = latching;
    this.service = service;
  }

  /** Takes a packet that has the index of that session. False if it is not authentic or not new. */
  boolean take(OwnSession session, Packet packet) {
    Optional<Transport.Opened> opened = session.transport().open(packet.bytes(), packet.length());
    if (opened.isEmpty()) {
      return false;
    }
    session.confirmed = true;
    // One that was held back on the way may come from where the site no longer is.
    if (opened.get().newest()) {
      latching.latch(session.site(), packet.from(), packet.now());
    }
    service
        .answer(opened.get().packet(), packet.from())
        .ifPresent(answer -> tables.send(session.transport().seal(answer), packet.from()));
    return true;
  }

  /** A challenge was answered there: the site is there, and gets the session confirmed. */
  void challenged(OwnSession session, Packet packet) {
    session.confirmed = true;
    tables.sessions.add(session);
    tables.counters.add(Count.CHALLENGES_ANSWERED);
    latching.latch(session.site(), packet.from(), packet.now());
    tables.send(session.transport().seal(new byte[0]), packet.from());
  }
}
