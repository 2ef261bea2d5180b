package io.filigree.edge.echo;

import io.filigree.protocol.net.IpAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Questions and answers as bytes. A later kind of message has a type of its own. */
final class EchoPacket {
  /** A question is longer than its answer, so nobody can be flooded by way of us. */
  static final int QUESTION_BYTES = 64;

  static final int ANSWER_BYTES = 36;

  private static final byte[] MAGIC = {'F', 'G', 'E', '1'};
  private static final byte QUESTION = 1;
  private static final byte ANSWER = 2;
  private static final int TYPE_AT = 4;
  private static final int NONCE_AT = 8;
  private static final int FAMILY_AT = 16;
  private static final int PORT_AT = 18;
  private static final int ADDRESS_AT = 20;

  private EchoPacket() {}

  /**
   * An answer.
   *
   * @param nonce the question's
   * @param seen where the question came from, as the answering side saw it
   */
  record Answer(long nonce, InetSocketAddress seen) {}

  static byte[] question(long nonce) {
    return head(QUESTION_BYTES, QUESTION, nonce).array();
  }

  static byte[] answer(long nonce, InetSocketAddress seen) {
    byte[] address = seen.getAddress().getAddress();
    return head(ANSWER_BYTES, ANSWER, nonce)
        .put(FAMILY_AT, (byte) (address.length == 4 ? 4 : 6))
        .putShort(PORT_AT, (short) seen.getPort())
        .put(ADDRESS_AT, address)
        .array();
  }

  static ByteBuffer head(int size, byte type, long nonce) {
    return ByteBuffer.allocate(size).put(0, MAGIC).put(TYPE_AT, type).putLong(NONCE_AT, nonce);
  }

  /** The nonce, if these bytes are a question. */
  static Optional<Long> readQuestion(byte[] bytes, int length) {
    return is(QUESTION, QUESTION_BYTES, bytes, length)
        ? Optional.of(ByteBuffer.wrap(bytes).getLong(NONCE_AT))
        : Optional.empty();
  }

  /** The answer, if these bytes are one. */
  static Optional<Answer> readAnswer(byte[] bytes, int length) {
    if (!is(ANSWER, ANSWER_BYTES, bytes, length)) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int size = buffer.get(FAMILY_AT) == 4 ? 4 : 16;
    IpAddress address = IpAddress.ofBytes(Arrays.copyOfRange(bytes, ADDRESS_AT, ADDRESS_AT + size));
    int port = Short.toUnsignedInt(buffer.getShort(PORT_AT));
    return Optional.of(
        new Answer(
            buffer.getLong(NONCE_AT), new InetSocketAddress(Sockets.address(address), port)));
  }

  static boolean is(byte type, int size, byte[] bytes, int length) {
    return length == size
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        && bytes[TYPE_AT] == type;
  }
}
