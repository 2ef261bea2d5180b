package io.filigree.protocol.noise;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.Optional;

/** Our own key, as handshakes need it. */
public final class LocalKey {

  private final WireGuardPrivateKey key;
  private final WireGuardPublicKey publicKey;
  private final byte[] bytes;
  private final MacKey mac1;

  public LocalKey(WireGuardPrivateKey key) {
    this.key = key;
    this.publicKey = key.publicKey();
    this.bytes = publicKey.bytes();
    this.mac1 = MacKey.mac1(bytes);
  }

  public WireGuardPublicKey publicKey() {
    return publicKey;
  }

  /** The key of mac1 in messages to us. */
  public MacKey mac1() {
    return mac1;
  }

  /** Another end, seen from us. */
  public RemoteKey meet(WireGuardPublicKey other) {
    return new RemoteKey(this, other);
  }

  /** A secret that follows from our private key and tells nothing of it. */
  public byte[] derive(byte[] purpose) {
    return Blake2s.of(Blake2s.BYTES, key.bytes()).update(purpose, 0, purpose.length).digest(32);
  }

  byte[] bytes() {
    return bytes;
  }

  Optional<byte[]> agree(byte[] other) {
    return key.agree(other);
  }
}
