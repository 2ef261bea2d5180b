package io.filigree.edge.relay;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.Message;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The relay's core: which rule a packet falls under. For one thread; the tables that data packets
 * read change only with handshakes, so more threads could share the reading.
 *
 * <p>Times are nanoseconds of any origin that never go back, as {@code System.nanoTime} has them.
 */
public final class Switch {

  private final Tables tables;
  private final Stamps stamps = new Stamps();
  private final Challenges challenges;
  private final Hunts hunts;
  private final Strangers strangers;
  private final Initiations initiations;
  private final Relaying relaying;
  private final Gate gate;
  private final Attaching attaching;
  private final OwnTraffic own;
  private final Memory memory;
  private final Packet packet = new Packet();
  private long sitesSweptAt;

  /**
   * Who the relay is.
   *
   * @param address its address in the mesh
   * @param epoch another one at every start
   * @param heap bytes of memory there are; the index table takes an eighth of it at most, for a
   *     copy of it is made whenever it grows or is written down
   */
  public record Identity(WireGuardPrivateKey key, IpAddress address, long epoch, long heap) {
    private int mostIndices() {
      return (int) Math.min(heap / 8 / IndexTable.BYTES, Integer.MAX_VALUE / 64);
    }
  }

  public Switch(Identity identity, Outside outside, Chance chance, long now, Instant wall) {
    tables = new Tables(new LocalKey(identity.key()), outside, chance, identity.mostIndices());
    sitesSweptAt = now;
    stamps.setClock(wall, now);
    challenges = new Challenges(tables, stamps, now);
    hunts = new Hunts(tables.addresses, challenges);
    strangers = new Strangers(tables, challenges, hunts);
    initiations = new Initiations(tables);
    relaying = new Relaying(tables);
    gate = new Gate(tables.local, chance, now);
    attaching = new Attaching(tables, challenges, gate);
    own =
        new OwnTraffic(
            tables,
            new Latching(tables, hunts, initiations),
            new TunnelService(identity.address(), identity.epoch(), tables.counters));
    memory = new Memory(tables, stamps, challenges);
  }

  public WireGuardPublicKey publicKey() {
    return tables.local.publicKey();
  }

  /**
   * Does with a packet what is to be done.
   *
   * @param bytes from 0 to its limit; its position and byte order are changed
   */
  public void receive(ByteBuffer bytes, Address from, long now) {
    packet.show(bytes, from, now);
    switch (packet.type()) {
      case Message.DATA -> data();
      case Message.INITIATION -> initiation();
      case Message.RESPONSE -> response();
      case Message.COOKIE -> cookie();
      default -> tables.counters.add(Count.DROP_SHAPE);
    }
  }

  private void data() {
    OwnSession session = tables.sessions.get(packet.intAt(Message.RECEIVER));
    if (session != null && own.take(session, packet)) {
      return;
    }
    Site from = tables.addresses.at(packet.from());
    if (from == null) {
      strangers.data(packet);
    } else if (!relaying.data(from, packet)) {
      unknownIndex(session != null);
    }
  }

  /** A known site sends what we cannot place: a session with us that a restart has forgotten? */
  private void unknownIndex(boolean ownIndex) {
    if (ownIndex) {
      tables.counters.add(Count.DROP_DATA_OWN);
    } else {
      tables.counters.add(Count.DROP_DATA_UNKNOWN_INDEX);
      strangers.askOwnerOfIndex(packet);
    }
  }

  private void initiation() {
    byte[] message = packet.bytes();
    if (tables.mac.matches(tables.local.mac1(), message, Message.INITIATION_MAC1)) {
      attaching.take(packet, message);
      return;
    }
    Site from = tables.addresses.at(packet.from());
    if (from == null) {
      strangers.initiation(packet, message);
    } else {
      initiations.take(from, message, packet.now());
    }
  }

  private void response() {
    byte[] message = packet.bytes();
    if (challenges.isOpen(packet.intAt(Message.RESPONSE_RECEIVER))) {
      OwnSession session = challenges.answered(message, packet.now());
      if (session != null) {
        own.challenged(session, packet);
        return;
      }
      tables.counters.add(Count.DROP_CHALLENGE_ANSWER);
    }
    Site from = tables.addresses.at(packet.from());
    if (from == null) {
      strangers.response(packet);
    } else {
      relaying.response(from, packet, message);
    }
  }

  private void cookie() {
    if (challenges.isOpen(packet.intAt(Message.RECEIVER))
        && challenges.cookie(packet.bytes(), packet.now())) {
      return;
    }
    Site from = tables.addresses.at(packet.from());
    if (from == null) {
      tables.counters.add(Count.DROP_COOKIE);
    } else {
      relaying.cookie(from, packet);
    }
  }

  /**
   * Does the next piece of what was put off because it takes a millisecond: packets that are only
   * passed on must not wait for it. False if nothing is left.
   */
  public boolean work(long now) {
    return attaching.readNext(now);
  }

  /** Time passes; due every 50 ms or so. */
  public void tick(long now, Instant wall) {
    stamps.setClock(wall, now);
    gate.tick(now);
    hunts.step(now);
    memory.proveSome(now);
    challenges.sweep(now);
    tables.indices.sweep(now);
    tables.unanswered.sweep(now);
    if (now - sitesSweptAt >= Seconds.ONE) {
      sitesSweptAt = now;
      tables.sessions.sweep(tables.sites.all(), now);
      tables.changed |= tables.addresses.sweep(tables.sites.all(), now);
    }
  }

  /** Serves these from now on. Who stays notices nothing; who goes is cut off at once. */
  public void serve(Members members, long now) {
    for (Site site : tables.sites.replace(members, now)) {
      tables.addresses.remove(site);
      tables.sessions.removeAll(site);
    }
    tables.indices.retain((owner, peer) -> !owner.gone && !peer.gone && join(owner, peer));
    tables.unanswered.retain(tables.sites);
    for (Site site : tables.sites.all()) {
      site.recent.clear();
    }
    tables.changed = true;
  }

  private boolean join(Site a, Site b) {
    return tables.sites.join(a, b);
  }

  /** Counts what happened outside. */
  public void note(Count what, long howMany) {
    tables.counters.add(what, howMany);
  }

  public Snapshot snapshot() {
    return new Snapshot(
        tables.sites.all().size(),
        tables.addresses.size(),
        tables.indices.size(),
        tables.sessions.size(),
        tables.unanswered.size(),
        gate.isUnderLoad(),
        tables.counters.all());
  }

  /** Whether there is something new to remember since this was asked last. */
  public boolean changed() {
    boolean changed = tables.changed;
    tables.changed = false;
    return changed;
  }

  /** Addresses and indices, for {@link #recall}; nothing secret is in it. */
  public byte[] remember(long now) {
    return memory.write(now);
  }

  /**
   * Takes up what was remembered before a restart. Addresses hold at once and are then proven
   * again; the members must be known.
   *
   * @throws io.filigree.protocol.MalformedException if it is nothing that {@link #remember} wrote
   */
  public void recall(byte[] remembered, long now) {
    memory.read(remembered, now);
  }
}
