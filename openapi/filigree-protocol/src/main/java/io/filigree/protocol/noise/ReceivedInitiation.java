package io.filigree.protocol.noise;

import io.filigree.protocol.key.WireGuardPrivateKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * The responder's side of a handshake, in three steps: who claims to be there (one key agreement),
 * whether it is true, and the answer.
 */
public final class ReceivedInitiation {

  private final Symmetric state;
  private final byte[] ephemeral;
  private final byte[] claimed;
  private final byte[] sealedStamp;
  private final int index;

  private ReceivedInitiation(
      Symmetric state, byte[] ephemeral, byte[] claimed, byte[] sealedStamp, int index) {
    this.state = state;
    this.ephemeral = ephemeral;
    this.claimed = claimed;
    this.sealedStamp = sealedStamp;
    this.index = index;
  }

  /**
   * Reads whom an initiation claims to come from; empty if it is no initiation to us.
   *
   * @param message of the right length, with a mac1 that was checked
   */
  public static Optional<ReceivedInitiation> open(LocalKey local, byte[] message) {
    byte[] ephemeral = Arrays.copyOfRange(message, 8, 40);
    Optional<byte[]> secret = local.agree(ephemeral);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    Symmetric state = Symmetric.towards(local.bytes());
    state.ephemeral(ephemeral);
    state.secret(secret.get());
    return state
        .open(Arrays.copyOfRange(message, 40, 88))
        .map(claimed ->
            new ReceivedInitiation(
                state,
                ephemeral,
                claimed,
                Arrays.copyOfRange(message, 88, Message.INITIATION_MAC1),
                Message.intAt(message, Message.SENDER)));
  }

  /** The public key of the claimed sender: 32 bytes that nothing has proven yet. */
  public byte[] claimed() {
    return claimed;
  }

  /**
   * Whether the claim is true, and of when; to be asked once.
   *
   * @param sender the key that is claimed
   */
  public Optional<Proven> prove(RemoteKey sender) {
    if (!Arrays.equals(sender.bytes(), claimed) || sender.secret().isEmpty()) {
      return Optional.empty();
    }
    state.secret(sender.secret().get());
    return state.open(sealedStamp).map(stamp -> new Proven(sender, Tai64n.read(stamp)));
  }

  /** An initiation whose sender is proven, though it may be a replay. */
  public final class Proven {

    private final RemoteKey sender;
    private final Tai64n stamp;

    private Proven(RemoteKey sender, Tai64n stamp) {
      this.sender = sender;
      this.stamp = stamp;
    }

    /** Not later than the last one of that sender: a replay. */
    public Tai64n stamp() {
      return stamp;
    }

    /**
     * Answers it; empty if the sender chose a key that agrees on nothing.
     *
     * @param mine a fresh key, for this handshake alone
     * @param myIndex by which we shall know the session's packets
     */
    public Optional<Answer> answer(WireGuardPrivateKey mine, PresharedKey preshared, int myIndex) {
      Optional<byte[]> both = mine.agree(ephemeral);
      Optional<byte[]> theirs = mine.agree(sender.bytes());
      if (both.isEmpty() || theirs.isEmpty()) {
        return Optional.empty();
      }
      byte[] minePublic = mine.publicKey().bytes();
      state.ephemeral(minePublic);
      state.secret(both.get());
      state.secret(theirs.get());
      state.preshared(preshared.bytes());
      byte[] message = new byte[Message.RESPONSE_BYTES];
      Message.littleEndian(message)
          .putInt(Message.RESPONSE)
          .putInt(myIndex)
          .putInt(index)
          .put(minePublic)
          .put(state.seal(new byte[0]));
      new Mac().append(sender.mac1(), message, Message.RESPONSE_MAC1);
      byte[][] keys = state.split();
      return Optional.of(new Answer(message, new Transport(keys[1], keys[0], myIndex, index)));
    }
  }

  /** What the responder sends, and the session it then has. */
  public static final class Answer {

    private final byte[] message;
    private final Transport transport;

    private Answer(byte[] message, Transport transport) {
      this.message = message;
      this.transport = transport;
    }

    public byte[] message() {
      return message;
    }

    /** Not confirmed before a packet of the initiator has come through it. */
    public Transport transport() {
      return transport;
    }
  }
}
