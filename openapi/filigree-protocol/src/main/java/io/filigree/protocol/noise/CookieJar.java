package io.filigree.protocol.noise;

import java.util.Arrays;

/**
 * The cookies that we hand out under load: a code of the receiver's address under a secret that
 * changes, so that nothing is kept per address. For one thread.
 */
public final class CookieJar {

  private final byte[] sealingKey;
  private final Mac mac = new Mac();
  private MacKey secret;

  /**
   * @param secret 32 random bytes
   */
  public CookieJar(LocalKey local, byte[] secret) {
    this.sealingKey = RemoteKey.cookieKey(local.bytes());
    this.secret = MacKey.ofBytes(secret);
  }

  /** Makes all cookies stale; due every two minutes. */
  public void change(byte[] newSecret) {
    secret = MacKey.ofBytes(newSecret);
  }

  /**
   * Whether the initiation's mac2 was made with the cookie of that address.
   *
   * @param address address and port, in bytes of the caller's choice
   */
  public boolean proves(byte[] initiation, byte[] address) {
    return mac.matches(MacKey.ofBytes(cookie(address)), initiation, Message.INITIATION_MAC2);
  }

  /**
   * The reply that carries the cookie of that address.
   *
   * @param nonce 24 random bytes
   */
  public byte[] reply(byte[] initiation, byte[] address, byte[] nonce) {
    byte[] mac1 = Arrays.copyOfRange(initiation, Message.INITIATION_MAC1, Message.INITIATION_MAC2);
    byte[] reply = new byte[Message.COOKIE_BYTES];
    Message.littleEndian(reply)
        .putInt(Message.COOKIE)
        .putInt(Message.intAt(initiation, Message.SENDER))
        .put(nonce)
        .put(Aead.sealLong(sealingKey, nonce, cookie(address), mac1));
    return reply;
  }

  private byte[] cookie(byte[] address) {
    return mac.of(secret, address, address.length);
  }
}
