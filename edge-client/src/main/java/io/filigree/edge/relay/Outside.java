package io.filigree.edge.relay;

import java.nio.ByteBuffer;

/** What the switch does to the world. */
public interface Outside {

  /**
   * Sends the buffer's remaining bytes, at once or never; it may move the position, and must not
   * keep the buffer.
   */
  void send(ByteBuffer packet, Address to);

  /** A member has proven that it is to be reached there from now on. */
  void latched(Member member, Address at);
}
