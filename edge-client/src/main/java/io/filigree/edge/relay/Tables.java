package io.filigree.edge.relay;

import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What all rules share: who we are, the tables, the counters and the way out. */
final class Tables {

  final LocalKey local;
  final Outside outside;
  final Chance chance;
  final Mac mac = new Mac();
  final Counters counters = new Counters();
  final SiteTable sites;
  final AddressBook addresses = new AddressBook();
  final IndexTable indices;
  final OwnSessions sessions;
  final Unanswered unanswered = new Unanswered();

  /** Something has changed that a restart should find again. */
  boolean changed;

  Tables(LocalKey local, Outside outside, Chance chance, int mostIndices) {
    this.local = local;
    this.outside = outside;
    this.chance = chance;
    this.sites = new SiteTable(local, secret("tag"));
    this.sessions = new OwnSessions(Wire.intOf(secret("index")));
    this.indices = new IndexTable(Wire.intOf(chance.bytes(Integer.BYTES)), mostIndices);
  }

  /** Follows from our key, so it is the same after a restart that has forgotten all else. */
  private byte[] secret(String purpose) {
    return local.derive(("filigree/relay/" + purpose).getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends it to where the site is. False if that is not known. */
  boolean send(ByteBuffer packet, Site to) {
    Address at = to.at;
    if (at == null) {
      return false;
    }
    outside.send(packet, at);
    return true;
  }

  void send(byte[] packet, Address to) {
    outside.send(ByteBuffer.wrap(packet), to);
  }
}
