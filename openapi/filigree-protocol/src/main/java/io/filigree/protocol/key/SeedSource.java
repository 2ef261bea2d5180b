package io.filigree.protocol.key;

import java.security.SecureRandom;

/** Hands out one given seed, once; for {@link Ed25519PrivateKey} only. */
final class SeedSource extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final byte[] seed;
  private boolean spent;

  SeedSource(byte[] seed) {
    this.seed = seed.clone();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    if (spent || bytes.length != seed.length) {
      throw new IllegalStateException("the seed has " + seed.length + " bytes and is used once");
    }
    System.arraycopy(seed, 0, bytes, 0, seed.length);
    spent = true;
  }
}
