package io.filigree.edge.relay;

/** Where the core gets randomness from: keys for handshakes, nonces, the secret of cookies. */
public interface Chance {

  /** Fresh bytes, which nobody can foresee. */
  byte[] bytes(int count);
}
