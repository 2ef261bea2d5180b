package io.filigree.protocol.noise;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an end under load gave us: with it in mac2 our next message shows that we get its answers.
 */
public final class Cookie {

  private final byte[] bytes;

  private Cookie(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param mac1 of the message that was answered so
   */
  static Optional<Cookie> open(RemoteKey peer, byte[] reply, byte[] mac1) {
    byte[] nonce = Arrays.copyOfRange(reply, 8, 32);
    byte[] sealed = Arrays.copyOfRange(reply, 32, Message.COOKIE_BYTES);
    return Aead.openLong(peer.cookieKey(), nonce, sealed, mac1).map(Cookie::new);
  }

  MacKey key() {
    return MacKey.ofBytes(bytes);
  }
}
