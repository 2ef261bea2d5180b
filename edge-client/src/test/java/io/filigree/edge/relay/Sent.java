package io.filigree.edge.relay;

import io.filigree.protocol.noise.Message;
import java.util.Arrays;

/** A packet that the relay has sent. */
final class Sent {

  private final byte[] bytes;
  private final Address to;

  Sent(byte[] bytes, Address to) {
    this.bytes = bytes;
    this.to = to;
  }

  byte[] bytes() {
    return bytes;
  }

  Address to() {
    return to;
  }

  int type() {
    return Message.intAt(bytes, 0);
  }

  boolean is(byte[] other) {
    return Arrays.equals(bytes, other);
  }

  @Override
  public String toString() {
    return "type " + type() + ", " + bytes.length + " bytes, to " + to;
  }
}
