package io.filigree.protocol.noise;

import java.util.Arrays;
import java.util.Optional;

/** A session's keys and counters. For one thread. */
public final class Transport {

  /** Packets are padded to a multiple of this. */
  private static final int PAD = 16;

  private static final byte[] NOTHING = {};

  private final byte[] sendKey;
  private final byte[] receiveKey;
  private final int localIndex;
  private final int remoteIndex;
  private final ReplayWindow window = new ReplayWindow();
  private long sent;

  Transport(byte[] sendKey, byte[] receiveKey, int localIndex, int remoteIndex) {
    this.sendKey = sendKey;
    this.receiveKey = receiveKey;
    this.localIndex = localIndex;
    this.remoteIndex = remoteIndex;
  }

  /** The index that packets to us carry. */
  public int localIndex() {
    return localIndex;
  }

  /** Seals a packet, or nothing for a keepalive, as a data message. */
  public byte[] seal(byte[] packet) {
    byte[] padded = Arrays.copyOf(packet, (packet.length + PAD - 1) / PAD * PAD);
    byte[] sealed = Aead.seal(sendKey, sent, padded, NOTHING);
    byte[] message = new byte[Message.PAYLOAD + sealed.length];
    Message.littleEndian(message)
        .putInt(Message.DATA)
        .putInt(remoteIndex)
        .putLong(sent++)
        .put(sealed);
    return message;
  }

  /**
   * Opens a data message; empty if it is not authentic or has come before.
   *
   * @param length of the message; the array may be longer
   */
  public Optional<Opened> open(byte[] message, int length) {
    long counter = Message.littleEndian(message).getLong(Message.COUNTER);
    if (!window.admits(counter)) {
      return Optional.empty();
    }
    return Aead.open(
            receiveKey, counter, message, Message.PAYLOAD, length - Message.PAYLOAD, NOTHING)
        .map(packet -> new Opened(packet, window.take(counter)));
  }

  /** An authentic packet that has not come before. */
  public static final class Opened {

    private final byte[] packet;
    private final boolean newest;

    private Opened(byte[] packet, boolean newest) {
      this.packet = packet;
      this.newest = newest;
    }

    /** What was sealed, still padded; empty for a keepalive. */
    public byte[] packet() {
      return packet;
    }

    /**
     * Whether none with a higher counter has come before: a packet that was held back says nothing
     * of where its sender is now.
     */
    public boolean newest() {
      return newest;
    }
  }
}
