package io.filigree.protocol.noise;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Noise's symmetric state: a chaining key and a hash of all that was said. */
final class Symmetric {

  private static final byte[] NOTHING = {};
  private static final byte[] CHAIN =
      Blake2s.hash("Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s".getBytes(StandardCharsets.US_ASCII));
  private static final byte[] TRANSCRIPT =
      Blake2s.hash(CHAIN, "WireGuard v1 zx2c4 Jason@zx2c4.com".getBytes(StandardCharsets.US_ASCII));

  private byte[] chain;
  private byte[] transcript;
  private byte[] key = NOTHING;

  private Symmetric(byte[] chain, byte[] transcript) {
    this.chain = chain;
    this.transcript = transcript;
  }

  /** A handshake towards the owner of that key is about to start. */
  static Symmetric towards(byte[] responder) {
    Symmetric state = new Symmetric(CHAIN, TRANSCRIPT);
    state.say(responder);
    return state;
  }

  /** A state of its own: who reads a message may be wrong about it and try again. */
  Symmetric copy() {
    return new Symmetric(chain, transcript);
  }

  private void say(byte[] what) {
    transcript = Blake2s.hash(transcript, what);
  }

  /** An ephemeral public key goes over the wire. */
  void ephemeral(byte[] publicKey) {
    say(publicKey);
    chain = Kdf.derive(chain, publicKey, 1)[0];
  }

  /** Both ends come to know a secret. */
  void secret(byte[] secret) {
    byte[][] keys = Kdf.derive(chain, secret, 2);
    chain = keys[0];
    key = keys[1];
  }

  /** Both ends have known a secret all along. */
  void preshared(byte[] secret) {
    byte[][] keys = Kdf.derive(chain, secret, 3);
    chain = keys[0];
    say(keys[1]);
    key = keys[2];
  }

  /** A key is used once, so its counter is always 0. */
  byte[] seal(byte[] plain) {
    byte[] sealed = Aead.seal(key, 0, plain, transcript);
    say(sealed);
    return sealed;
  }

  Optional<byte[]> open(byte[] sealed) {
    Optional<byte[]> plain = Aead.open(key, 0, sealed, 0, sealed.length, transcript);
    say(sealed);
    return plain;
  }

  /** The two keys of the session: the initiator's for sending, then the responder's. */
  byte[][] split() {
    return Kdf.derive(chain, NOTHING, 2);
  }
}
