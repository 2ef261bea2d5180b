package io.filigree.edge.relay;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.noise.PresharedKey;
import io.filigree.protocol.noise.ReceivedInitiation;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A site starts a session with the relay. The answer goes to where it came from, and that is all:
 * an initiation may be a replay, so it is only the session's first packet that tells where the site
 * is.
 */
final class Attaching {

  /** Read in two seconds or so; more would be given up by their senders before their turn. */
  private static final int MOST_WAITING = 2048;

  /** An initiation that waits to be read. */
  private static final class Waiting {
    private final byte[] message;
    private final Address from;

    Waiting(byte[] message, Address from) {
      this.message = message;
      this.from = from;
    }
  }

  private final Tables tables;
  private final Challenges challenges;
  private final Gate gate;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  Attaching(Tables tables, Challenges challenges, Gate gate) {
    this.tables = tables;
    this.challenges = challenges;
    this.gate = gate;
  }

  /** Decides what is to be done with it; reading it, which takes a millisecond, is put off. */
  void take(Packet packet, byte[] message) {
    boolean known = tables.addresses.at(packet.from()) != null;
    switch (gate.judge(packet.from(), message, known, packet.now())) {
      case READ -> putOff(packet, message);
      case ASK_FOR_COOKIE -> {
        tables.counters.add(Count.COOKIES_GIVEN);
        tables.send(gate.cookie(packet.from(), message), packet.from());
      }
      case DROP_LOAD -> tables.counters.add(Count.DROP_ATTACH_LOAD);
      case DROP_SOURCE_RATE -> tables.counters.add(Count.DROP_ATTACH_SOURCE_RATE);
    }
  }

  private void putOff(Packet packet, byte[] message) {
    if (waiting.size() >= MOST_WAITING) {
      tables.counters.add(Count.DROP_ATTACH_LOAD);
    } else {
      waiting.add(new Waiting(message, packet.from()));
    }
  }

  /** Reads the next one that waits. False if none is left. */
  boolean readNext(long now) {
    Waiting next = waiting.poll();
    if (next != null) {
      read(next.message, next.from, now);
    }
    return !waiting.isEmpty();
  }

  private void read(byte[] message, Address from, long now) {
    Optional<ReceivedInitiation> received = ReceivedInitiation.open(tables.local, message);
    Site site = received.map(ReceivedInitiation::claimed).map(this::site).orElse(null);
    if (received.isEmpty() || site == null) {
      tables.counters.add(Count.DROP_ATTACH_FOREIGN);
      return;
    }
    Optional<ReceivedInitiation.Proven> proven = received.get().prove(site.remote());
    if (proven.isEmpty()) {
      tables.counters.add(Count.DROP_ATTACH_FOREIGN);
    } else if (site.lastStamp != null && proven.get().stamp().compareTo(site.lastStamp) <= 0) {
      tables.counters.add(Count.DROP_ATTACH_REPLAY);
    } else {
      site.lastStamp = proven.get().stamp();
      answer(site, proven.get(), from, now);
    }
  }

  private @Nullable Site site(byte[] claimed) {
    try {
      return tables.sites.of(WireGuardPublicKey.ofBytes(claimed));
    } catch (MalformedException e) {
      return null; // bytes that are nobody's key
    }
  }

  private void answer(Site site, ReceivedInitiation.Proven proven, Address from, long now) {
    OptionalInt index = tables.sessions.newIndex(site, challenges::isOpen);
    if (index.isEmpty()) {
      tables.counters.add(Count.DROP_ATTACH_LOAD);
      return;
    }
    WireGuardPrivateKey ephemeral = WireGuardPrivateKey.ofBytes(tables.chance.bytes(32));
    proven
        .answer(ephemeral, PresharedKey.none(), index.getAsInt())
        .ifPresent(answer -> {
          tables.sessions.add(new OwnSession(site, answer.transport(), now));
          tables.send(answer.message(), from);
          tables.counters.add(Count.ATTACHES);
        });
  }
}
