package io.filigree.edge.relay;

import io.filigree.protocol.noise.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The packet in hand. One object is moved from packet to packet, so that none costs a new one. */
final class Packet {

  private static final int TYPE_BYTES = 4;

  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private Address from = Address.NOWHERE;
  private long now;

  /** Looks at the bytes between position and limit, which must start at 0. */
  Packet show(ByteBuffer bytes, Address source, long nanos) {
    buffer = bytes.order(ByteOrder.LITTLE_ENDIAN);
    from = source;
    now = nanos;
    return this;
  }

  /** WireGuard's type; 0 if it is none of its messages. */
  int type() {
    int length = buffer.limit();
    if (length < TYPE_BYTES) {
      return 0;
    }
    // the three reserved bytes are part of the number and must be zero
    int type = buffer.getInt(0);
    return Message.hasShape(type, length) ? type : 0;
  }

  Address from() {
    return from;
  }

  /** When it came, in the nanoseconds of the caller. */
  long now() {
    return now;
  }

  int length() {
    return buffer.limit();
  }

  int intAt(int at) {
    return buffer.getInt(at);
  }

  /** A copy of its bytes. */
  byte[] bytes() {
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return bytes;
  }

  /** All of it, ready to be sent once more. */
  ByteBuffer whole() {
    return buffer.rewind();
  }
}
