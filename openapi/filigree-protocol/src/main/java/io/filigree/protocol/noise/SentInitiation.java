package io.filigree.protocol.noise;

import io.filigree.protocol.key.WireGuardPrivateKey;
import java.util.Arrays;
import java.util.Optional;

/** The initiator's side of a handshake: what was sent, and what will make a session of it. */
public final class SentInitiation {

  private final RemoteKey peer;
  private final WireGuardPrivateKey ephemeral;
  private final PresharedKey preshared;
  private final int index;
  private final Symmetric state;
  private final byte[] message;

  private SentInitiation(
      RemoteKey peer,
      WireGuardPrivateKey ephemeral,
      PresharedKey preshared,
      int index,
      Symmetric state,
      byte[] message) {
    this.peer = peer;
    this.ephemeral = ephemeral;
    this.preshared = preshared;
    this.index = index;
    this.state = state;
    this.message = message;
  }

  /**
   * An initiation without mac2; empty if the peer's key is one that agrees on nothing.
   *
   * @param ephemeral a fresh key, for this handshake alone
   * @param index by which we shall know the answer
   * @param stamp later than any before towards that peer
   */
  public static Optional<SentInitiation> create(
      RemoteKey peer,
      WireGuardPrivateKey ephemeral,
      PresharedKey preshared,
      int index,
      Tai64n stamp) {
    Optional<byte[]> first = ephemeral.agree(peer.bytes());
    if (first.isEmpty() || peer.secret().isEmpty()) {
      return Optional.empty();
    }
    byte[] ephemeralPublic = ephemeral.publicKey().bytes();
    Symmetric state = Symmetric.towards(peer.bytes());
    state.ephemeral(ephemeralPublic);
    state.secret(first.get());
    byte[] who = state.seal(peer.local().bytes());
    state.secret(peer.secret().get());
    byte[] when = state.seal(stamp.bytes());
    byte[] message = new byte[Message.INITIATION_BYTES];
    Message.littleEndian(message)
        .putInt(Message.INITIATION)
        .putInt(index)
        .put(ephemeralPublic)
        .put(who)
        .put(when);
    new Mac().append(peer.mac1(), message, Message.INITIATION_MAC1);
    return Optional.of(new SentInitiation(peer, ephemeral, preshared, index, state, message));
  }

  /** The bytes to send. */
  public byte[] message() {
    return message;
  }

  /** Adds mac2: the receiver was under load and gave us a cookie. */
  public SentInitiation with(Cookie cookie) {
    new Mac().append(cookie.key(), message, Message.INITIATION_MAC2);
    return this;
  }

  /** The cookie in an answer to this message, if it is one. */
  public Optional<Cookie> cookie(byte[] reply) {
    byte[] mac1 = Arrays.copyOfRange(message, Message.INITIATION_MAC1, Message.INITIATION_MAC2);
    return Cookie.open(peer, reply, mac1);
  }

  /** The session, if that response is the peer's answer to this message. */
  public Optional<Transport> complete(byte[] response) {
    byte[] ephemeralPublic = Arrays.copyOfRange(response, 12, 44);
    Optional<byte[]> both = ephemeral.agree(ephemeralPublic);
    Optional<byte[]> mine = peer.local().agree(ephemeralPublic);
    if (both.isEmpty() || mine.isEmpty()) {
      return Optional.empty();
    }
    Symmetric next = state.copy();
    next.ephemeral(ephemeralPublic);
    next.secret(both.get());
    next.secret(mine.get());
    next.preshared(preshared.bytes());
    if (next.open(Arrays.copyOfRange(response, 44, Message.RESPONSE_MAC1)).isEmpty()) {
      return Optional.empty();
    }
    byte[][] keys = next.split();
    int theirs = Message.intAt(response, Message.SENDER);
    return Optional.of(new Transport(keys[0], keys[1], index, theirs));
  }
}
