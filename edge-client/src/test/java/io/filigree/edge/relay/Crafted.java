package io.filigree.edge.relay;

import io.filigree.protocol.noise.Mac;
import io.filigree.protocol.noise.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Messages with the right outside and nothing inside, as anybody can make them. */
final class Crafted {

  private static final Random RANDOM = new Random(7);

  private Crafted() {}

  /** With a true mac1, which takes no more than the receiver's public key. */
  static byte[] initiation(int sender, TestSite to) {
    byte[] message = bytes(Message.INITIATION, Message.INITIATION_BYTES);
    put(message, Message.SENDER, sender);
    return sign(message, to, Message.INITIATION_MAC1);
  }

  static byte[] response(int sender, int receiver, TestSite to) {
    byte[] message = bytes(Message.RESPONSE, Message.RESPONSE_BYTES);
    put(message, Message.SENDER, sender);
    put(message, Message.RESPONSE_RECEIVER, receiver);
    return sign(message, to, Message.RESPONSE_MAC1);
  }

  static byte[] cookie(int receiver) {
    byte[] message = bytes(Message.COOKIE, Message.COOKIE_BYTES);
    put(message, Message.RECEIVER, receiver);
    return message;
  }

  static byte[] data(int receiver) {
    return data(receiver, 64);
  }

  static byte[] data(int receiver, int length) {
    byte[] message = bytes(Message.DATA, length);
    put(message, Message.RECEIVER, receiver);
    return message;
  }

  static byte[] bytes(int type, int length) {
    byte[] message = new byte[length];
    RANDOM.nextBytes(message);
    if (length >= 4) {
      put(message, 0, type);
    }
    return message;
  }

  static byte[] sign(byte[] message, TestSite to, int length) {
    byte[] mac1 = new Mac().of(to.key().mac1(), message, length);
    System.arraycopy(mac1, 0, message, length, mac1.length);
    return message;
  }

  /** Whether an initiation's mac1 was made for that site. */
  static boolean isFor(byte[] initiation, TestSite site) {
    return new Mac().matches(site.key().mac1(), initiation, Message.INITIATION_MAC1);
  }

  static void put(byte[] message, int at, int value) {
    ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }
}
