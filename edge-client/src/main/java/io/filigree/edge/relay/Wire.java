package io.filigree.edge.relay;

import java.nio.ByteBuffer;

/** Numbers out of bytes. */
final class Wire {

  private Wire() {}

  static int intOf(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }
}
