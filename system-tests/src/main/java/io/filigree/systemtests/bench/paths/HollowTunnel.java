package io.filigree.systemtests.bench.paths;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.PresharedKey;
import io.filigree.protocol.noise.ReceivedInitiation;
import io.filigree.protocol.noise.RemoteKey;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Tai64n;
import io.filigree.protocol.noise.Transport;
import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A site that is nothing but WireGuard's handshake and keepalive on a socket of its own: a thousand
 * of them fit where three real ones do. All it says goes to the relay.
 */
final class HollowTunnel {

  private static final long NANOS = 1_000_000_000L;
  private static final long RETRY = 5 * NANOS;
  private static final long KEEPALIVE = 25 * NANOS;

  private final LocalKey key = new LocalKey(WireGuardPrivateKey.generate());
  private final DatagramChannel channel;
  private final InetSocketAddress relay;
  private final RemoteKey relayKey;
  private final Map<WireGuardPublicKey, Transport> sessions = new HashMap<>();
  private final Map<Integer, Call> calls = new HashMap<>();
  private int nextIndex = 1;
  private long dueAt;
  private SentInitiation prepared;

  /** A handshake that waits for its response. */
  private record Call(SentInitiation sent, WireGuardPublicKey peer) {}

  HollowTunnel(NetworkNamespace namespace, InetSocketAddress relay, WireGuardPublicKey relayKey) {
    this.relay = relay;
    this.relayKey = key.meet(relayKey);
    this.channel =
        namespace.inside(() -> {
          DatagramChannel opened = DatagramChannel.open();
          opened.configureBlocking(false);
          return opened.bind(new InetSocketAddress("0.0.0.0", 0));
        });
    this.prepared = initiation(this.relayKey, relayKey);
  }

  WireGuardPublicKey publicKey() {
    return key.publicKey();
  }

  DatagramChannel channel() {
    return channel;
  }

  private SentInitiation initiation(RemoteKey peer, WireGuardPublicKey peerKey) {
    int index = nextIndex++;
    SentInitiation sent =
        SentInitiation.create(
                peer,
                WireGuardPrivateKey.generate(),
                PresharedKey.none(),
                index,
                Tai64n.of(Instant.now()))
            .orElseThrow();
    calls.put(index, new Call(sent, peerKey));
    return sent;
  }

  /** Attaches, with the handshake that was made beforehand. */
  void attach(long now) {
    send(prepared.message());
    dueAt = now + RETRY;
  }

  /** Calls another site through the relay. */
  void call(HollowTunnel other) {
    send(initiation(key.meet(other.publicKey()), other.publicKey()).message());
  }

  Optional<Transport> session(WireGuardPublicKey peer) {
    return Optional.ofNullable(sessions.get(peer));
  }

  /** Retries or keepalives that are due. */
  void tick(long now, WireGuardPublicKey relayPublic) {
    if (now - dueAt < 0) {
      return;
    }
    Transport session = sessions.get(relayPublic);
    if (session == null) {
      prepared = initiation(relayKey, relayPublic);
      attach(now);
    } else {
      send(session.seal(new byte[0]));
      dueAt = now + KEEPALIVE;
    }
  }

  void received(ByteBuffer packet, long now) {
    byte[] message = new byte[packet.remaining()];
    packet.get(message);
    switch (Message.intAt(message, 0)) {
      case Message.RESPONSE -> responded(message, now);
      case Message.INITIATION -> called(message);
      default -> {
        // data and cookies: nothing is behind this site
      }
    }
  }

  private void responded(byte[] message, long now) {
    Call call = calls.remove(Message.intAt(message, Message.RESPONSE_RECEIVER));
    if (call == null) {
      return;
    }
    call.sent()
        .complete(message)
        .ifPresent(session -> {
          sessions.put(call.peer(), session);
          send(session.seal(new byte[0]));
          dueAt = now + KEEPALIVE;
        });
  }

  private void called(byte[] message) {
    ReceivedInitiation received = ReceivedInitiation.open(key, message).orElseThrow();
    WireGuardPublicKey from = WireGuardPublicKey.ofBytes(received.claimed());
    received
        .prove(key.meet(from))
        .flatMap(proven ->
            proven.answer(WireGuardPrivateKey.generate(), PresharedKey.none(), nextIndex++))
        .ifPresent(answer -> {
          sessions.put(from, answer.transport());
          send(answer.message());
        });
  }

  void send(byte[] message) {
    try {
      channel.send(ByteBuffer.wrap(message), relay);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
