package io.filigree.protocol.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of draft-irtf-cfrg-xchacha-03 and RFC 8439. */
class AeadTest {

  private static final byte[] PLAIN =
      ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future,"
              + " sunscreen would be it.")
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COVERED = hex("50515253c0c1c2c3c4c5c6c7");
  private static final byte[] KEY =
      hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  private static final byte[] NONCE = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
  private static final byte[] SEALED =
      hex(
          "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
              + "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
              + "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
              + "21f9664c97637da9768812f615c68b13b52e"
              + "c0875924c1c7987947deafd8780acf49");

  @Test
  void theSubkeyIsTheDrafts() {
    byte[] key = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    assertThat(HChaCha20.subkey(key, hex("000000090000004a0000000031415927")))
        .isEqualTo(hex("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"));
  }

  @Test
  void theLongNonceSealsAsInTheDraft() {
    assertThat(Aead.sealLong(KEY, NONCE, PLAIN, COVERED)).isEqualTo(SEALED);
    assertThat(Aead.openLong(KEY, NONCE, SEALED, COVERED)).contains(PLAIN);
  }

  @Test
  void whatWasTouchedDoesNotOpen() {
    for (int i = 0; i < SEALED.length; i++) {
      byte[] touched = SEALED.clone();
      touched[i] ^= 1;
      assertThat(Aead.openLong(KEY, NONCE, touched, COVERED)).isEmpty();
    }
    assertThat(Aead.openLong(KEY, NONCE, SEALED, new byte[0])).isEmpty();
    assertThat(Aead.openLong(KEY, new byte[24], SEALED, COVERED)).isEmpty();
  }

  @Test
  void theCounterIsTheLittleEndianEndOfTheNonce() {
    byte[] sealed = Aead.seal(KEY, 0x0807060504030201L, PLAIN, COVERED);
    assertThat(Aead.open(KEY, 0x0807060504030201L, sealed, 0, sealed.length, COVERED))
        .contains(PLAIN);
    assertThat(Aead.open(KEY, 0x0807060504030202L, sealed, 0, sealed.length, COVERED)).isEmpty();
    assertThat(Aead.open(KEY, 0, sealed, 0, Aead.TAG - 1, COVERED)).isEmpty();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
