package io.filigree.protocol.noise;

import io.filigree.protocol.key.WireGuardPublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another end's public key, with what follows from it and our own. For one thread. */
public final class RemoteKey {

  private static final byte[] COOKIE = "cookie--".getBytes(StandardCharsets.US_ASCII);

  private final LocalKey local;
  private final byte[] bytes;
  private final MacKey mac1;
  // a key agreement costs 0.2 ms and most members of a large mesh are quiet: made at first use
  private byte @Nullable [] secret;

  RemoteKey(LocalKey local, byte[] bytes) {
    this.local = local;
    this.bytes = bytes;
    this.mac1 = MacKey.mac1(bytes);
  }

  RemoteKey(LocalKey local, WireGuardPublicKey key) {
    this(local, key.bytes());
  }

  /** The key of mac1 in messages to that end. */
  public MacKey mac1() {
    return mac1;
  }

  LocalKey local() {
    return local;
  }

  byte[] bytes() {
    return bytes;
  }

  /** What both static keys agree on; empty if that key is one that agrees on nothing. */
  Optional<byte[]> secret() {
    byte[] known = secret;
    if (known == null) {
      known = local.agree(bytes).orElse(null);
      secret = known;
    }
    return Optional.ofNullable(known);
  }

  /** Seals the cookies that this end hands out. */
  byte[] cookieKey() {
    return cookieKey(bytes);
  }

  static byte[] cookieKey(byte[] publicKey) {
    return Blake2s.hash(COOKIE, publicKey);
  }
}
