package io.filigree.controlplane.roster;

/** A roster key pair as the database holds it: worth nothing without the key file. */
final class SealedKey {

  private final byte[] publicKey;
  private final byte[] sealed;

  SealedKey(byte[] publicKey, byte[] sealed) {
    this.publicKey = publicKey.clone();
    this.sealed = sealed.clone();
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  byte[] sealed() {
    return sealed.clone();
  }
}
