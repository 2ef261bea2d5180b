package io.filigree.systemtests.bench.paths;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.Mac;
import io.filigree.protocol.noise.MacKey;
import io.filigree.protocol.noise.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Messages with the right outside and nothing inside, as anybody can make them. */
final class Crafted {

  private static final LocalKey ANYBODY = new LocalKey(WireGuardPrivateKey.generate());

  private final SplittableRandom random = new SplittableRandom(7);
  private final Mac mac = new Mac();

  /** The key of mac1 in messages to that site, which takes no more than its public key. */
  static MacKey mac1(WireGuardPublicKey receiver) {
    return ANYBODY.meet(receiver).mac1();
  }

  /** Random bytes of that type. */
  byte[] garbage(int type, int length) {
    byte[] message = new byte[length];
    random.nextBytes(message);
    put(message, 0, type);
    return message;
  }

  byte[] initiation(MacKey receiver) {
    return sign(
        garbage(Message.INITIATION, Message.INITIATION_BYTES), receiver, Message.INITIATION_MAC1);
  }

  byte[] response(int index, MacKey receiver) {
    byte[] message = garbage(Message.RESPONSE, Message.RESPONSE_BYTES);
    put(message, Message.RESPONSE_RECEIVER, index);
    return sign(message, receiver, Message.RESPONSE_MAC1);
  }

  byte[] data(int index, int length) {
    byte[] message = garbage(Message.DATA, length);
    put(message, Message.RECEIVER, index);
    return message;
  }

  private byte[] sign(byte[] message, MacKey receiver, int length) {
    System.arraycopy(mac.of(receiver, message, length), 0, message, length, Mac.BYTES);
    return message;
  }

  private static void put(byte[] message, int at, int value) {
    ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }
}
