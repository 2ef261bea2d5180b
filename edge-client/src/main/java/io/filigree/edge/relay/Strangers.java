package io.filigree.edge.relay;

import io.filigree.protocol.noise.Message;
import java.util.Optional;

/**
 * Packets from an address where no site is known to be. It may be a site whose NAT has given it
 * another port: whoever the packet hints at is asked there, and nothing is believed.
 */
final class Strangers {

  private final Tables tables;
  private final Challenges challenges;
  private final Hunts hunts;

  Strangers(Tables tables, Challenges challenges, Hunts hunts) {
    this.tables = tables;
    this.challenges = challenges;
    this.hunts = hunts;
  }

  /** No key is tried for a stranger: only its IP says who it may be. */
  void initiation(Packet packet, byte[] message) {
    tables.counters.add(Count.DROP_INITIATION_STRANGER);
    hunts.start(packet.from(), Optional.of(message), packet.now());
  }

  void response(Packet packet) {
    tables.counters.add(Count.DROP_RESPONSE_STRANGER);
    IndexTable indices = tables.indices;
    int entry = indices.first(packet.intAt(Message.RESPONSE_RECEIVER));
    if (entry == IndexTable.NONE) {
      hunts.start(packet.from(), Optional.empty(), packet.now());
    }
    for (; entry != IndexTable.NONE; entry = indices.next(entry)) {
      challenges.ask(indices.peer(entry), packet.from(), packet.now());
    }
  }

  /**
   * The index says who may send with it. While that site is being asked, its packets are passed on:
   * their receiver will open them only if they are the site's.
   */
  void data(Packet packet) {
    IndexTable indices = tables.indices;
    boolean any = false;
    for (int entry = indices.first(packet.intAt(Message.RECEIVER));
        entry != IndexTable.NONE;
        entry = indices.next(entry)) {
      any |= data(entry, packet);
    }
    if (!any) {
      any = askOwnerOfIndex(packet);
    }
    if (!any) {
      tables.counters.add(Count.DROP_DATA_STRANGER);
    }
  }

  private boolean data(int entry, Packet packet) {
    IndexTable indices = tables.indices;
    if (!indices.isInUse(entry, packet.now())) {
      return false;
    }
    Site sender = indices.peer(entry);
    if (!sender.hints.isFresh(packet.from(), packet.now())) {
      challenges.ask(sender, packet.from(), packet.now());
    }
    if (sender.hints.isFresh(packet.from(), packet.now())
        && tables.send(packet.whole(), indices.owner(entry))) {
      tables.counters.add(Count.DATA_UNPROVEN);
    }
    return true;
  }

  /**
   * An index of a session with us that we have forgotten still carries its site's tag. True if a
   * site has that tag.
   */
  boolean askOwnerOfIndex(Packet packet) {
    boolean any = false;
    int tag = tables.sessions.tagOf(packet.intAt(Message.RECEIVER));
    for (Site site : tables.sites.tagged(tag)) {
      challenges.ask(site, packet.from(), packet.now());
      any = true;
    }
    return any;
  }
}
