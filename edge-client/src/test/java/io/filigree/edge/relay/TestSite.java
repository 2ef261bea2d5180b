package io.filigree.edge.relay;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.PresharedKey;
import io.filigree.protocol.noise.ReceivedInitiation;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Tai64n;
import io.filigree.protocol.noise.Transport;
import java.time.Instant;

/** A site as its WireGuard is: it makes real handshakes. */
final class TestSite {

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static int indices = 0x1000;

  private final SiteName name;
  private final LocalKey key;
  private Tai64n stamp = Tai64n.of(START);

  TestSite(String name) {
    this(name, WireGuardPrivateKey.generate());
  }

  TestSite(String name, WireGuardPrivateKey key) {
    this.name = SiteName.parse(name);
    this.key = new LocalKey(key);
  }

  Member member() {
    return new Member(name, key.publicKey());
  }

  LocalKey key() {
    return key;
  }

  /** A new handshake with the owner of that key. */
  SentInitiation initiation(WireGuardPublicKey peer) {
    stamp = stamp.next();
    return SentInitiation.create(
            key.meet(peer), WireGuardPrivateKey.generate(), PresharedKey.none(), indices++, stamp)
        .orElseThrow();
  }

  SentInitiation initiation(TestSite peer) {
    return initiation(peer.key.publicKey());
  }

  /** The answer to an initiation of that peer. */
  ReceivedInitiation.Answer answer(byte[] initiation, WireGuardPublicKey peer) {
    return ReceivedInitiation.open(key, initiation)
        .flatMap(received -> received.prove(key.meet(peer)))
        .flatMap(
            proven -> proven.answer(WireGuardPrivateKey.generate(), PresharedKey.none(), indices++))
        .orElseThrow();
  }

  /** The time stamp in an initiation of that peer. */
  Tai64n stampOf(byte[] initiation, WireGuardPublicKey peer) {
    return ReceivedInitiation.open(key, initiation)
        .flatMap(received -> received.prove(key.meet(peer)))
        .map(ReceivedInitiation.Proven::stamp)
        .orElseThrow();
  }

  /** Whether the packet is for that session and opens. */
  static boolean opens(Transport transport, byte[] packet) {
    return transport.open(packet, packet.length).isPresent();
  }

  @Override
  public String toString() {
    return name.text();
  }
}
