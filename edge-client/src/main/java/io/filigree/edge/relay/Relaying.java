package io.filigree.edge.relay;

import io.filigree.protocol.noise.Message;

/** Responses, cookie replies and data from a known site to another, by the index they carry. */
final class Relaying {

  private final Tables tables;

  Relaying(Tables tables) {
    this.tables = tables;
  }

  /** The answer to an initiation: from now on both ends' indices are in use. */
  void response(Site from, Packet packet, byte[] message) {
    IndexTable indices = tables.indices;
    long now = packet.now();
    int entry = indices.of(packet.intAt(Message.RESPONSE_RECEIVER), from);
    if (entry == IndexTable.NONE || !isAsked(entry, now, message)) {
      tables.counters.add(Count.DROP_RESPONSE_UNASKED);
      return;
    }
    Site to = indices.owner(entry);
    if (!indices.learn(packet.intAt(Message.SENDER), from, to, now, now)) {
      tables.counters.add(Count.DROP_INDEX_TAKEN);
      return;
    }
    indices.commit(entry, now);
    tables.unanswered.answered(to, from);
    tables.changed = true;
    boolean sent = tables.send(packet.whole(), to);
    tables.counters.add(sent ? Count.RESPONSES : Count.DROP_RECEIVER_AWAY);
  }

  private boolean isAsked(int entry, long now, byte[] message) {
    IndexTable indices = tables.indices;
    return indices.takesAnswer(entry, now)
        && tables.mac.matches(indices.owner(entry).remote().mac1(), message, Message.RESPONSE_MAC1);
  }

  /** Comes instead of a response, so the index need not be in use yet. */
  void cookie(Site from, Packet packet) {
    int entry = tables.indices.of(packet.intAt(Message.RECEIVER), from);
    boolean sent =
        entry != IndexTable.NONE
            && tables.indices.isAlive(entry, packet.now())
            && tables.send(packet.whole(), tables.indices.owner(entry));
    tables.counters.add(sent ? Count.COOKIES : Count.DROP_COOKIE);
  }

  /** The way most packets go. False if the index says nothing for this sender. */
  boolean data(Site from, Packet packet) {
    int entry = tables.indices.of(packet.intAt(Message.RECEIVER), from);
    if (entry == IndexTable.NONE || !tables.indices.isInUse(entry, packet.now())) {
      return false;
    }
    if (tables.send(packet.whole(), tables.indices.owner(entry))) {
      tables.counters.add(Count.DATA);
      tables.counters.add(Count.DATA_BYTES, packet.length());
    } else {
      tables.counters.add(Count.DROP_RECEIVER_AWAY);
    }
    return true;
  }
}
