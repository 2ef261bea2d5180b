package io.filigree.protocol.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The layout of WireGuard's four messages. Numbers are little-endian; byte 0 is the type, and the
 * next three are zero.
 */
public final class Message {

  /** Starts a handshake. */
  public static final int INITIATION = 1;

  public static final int INITIATION_BYTES = 148;

  /** Answers an initiation. */
  public static final int RESPONSE = 2;

  public static final int RESPONSE_BYTES = 92;

  /** Asks for proof of address under load. */
  public static final int COOKIE = 3;

  public static final int COOKIE_BYTES = 64;

  /** Carries a packet, or nothing, in a session. */
  public static final int DATA = 4;

  /** An empty packet: header and tag. */
  public static final int DATA_BYTES_LEAST = 32;

  /** Initiation and response: the sender's index. */
  public static final int SENDER = 4;

  /** Cookie reply and data: the index of the receiver. */
  public static final int RECEIVER = 4;

  /** Response: the index of the receiver, whose initiation it answers. */
  public static final int RESPONSE_RECEIVER = 8;

  /** Initiation: how many bytes mac1 covers, and where it stands. */
  public static final int INITIATION_MAC1 = 116;

  /** The same for mac2, which is zero where there is no cookie. */
  public static final int INITIATION_MAC2 = 132;

  /** Response: how many bytes mac1 covers, and where it stands. */
  public static final int RESPONSE_MAC1 = 60;

  /** The same for mac2. */
  public static final int RESPONSE_MAC2 = 76;

  static final int COUNTER = 8;
  static final int PAYLOAD = 16;

  private Message() {}

  /** Whether something of that type can have that many bytes. */
  public static boolean hasShape(int type, int bytes) {
    return switch (type) {
      case INITIATION -> bytes == INITIATION_BYTES;
      case RESPONSE -> bytes == RESPONSE_BYTES;
      case COOKIE -> bytes == COOKIE_BYTES;
      case DATA -> bytes >= DATA_BYTES_LEAST;
      default -> false;
    };
  }

  /** The number at that place. */
  public static int intAt(byte[] message, int at) {
    return littleEndian(message).getInt(at);
  }

  static ByteBuffer littleEndian(byte[] message) {
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  }
}
