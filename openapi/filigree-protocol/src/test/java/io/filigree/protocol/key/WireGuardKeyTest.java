package io.filigree.protocol.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireGuardKeyTest {

  /** RFC 7748, 6.1. */
  @ParameterizedTest
  @CsvSource({
    "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,"
        + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
    "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,"
        + "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
  })
  void rfc7748VectorsHold(String privateKey, String publicKey) {
    WireGuardPrivateKey key = WireGuardPrivateKey.ofBytes(hex(privateKey));
    assertThat(key.publicKey().bytes()).isEqualTo(hex(publicKey));
  }

  @Test
  void keysAreClampedFromTheStart() {
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    byte[] clamped = Base64.getDecoder().decode(WireGuardPrivateKey.ofBytes(ones).toBase64());
    assertThat(clamped[0]).isEqualTo((byte) 0xf8);
    assertThat(clamped[31]).isEqualTo((byte) 0x7f);
    byte[] zeros = Base64.getDecoder().decode(WireGuardPrivateKey.ofBytes(new byte[32]).toBase64());
    assertThat(zeros[31]).isEqualTo((byte) 0x40);
  }

  @Test
  void aPrivateKeyReadsAsItIsWrittenAndShowsItselfNowhereElse() {
    WireGuardPrivateKey key = WireGuardPrivateKey.generate();
    assertThat(WireGuardPrivateKey.parseBase64(key.toBase64()).publicKey())
        .isEqualTo(key.publicKey());
    assertThat(key.toString()).doesNotContain(key.toBase64().substring(0, 8));
    assertThatThrownBy(() -> WireGuardPrivateKey.parseBase64(key.toBase64() + "!"))
        .hasNoCause()
        .message()
        .doesNotContain(key.toBase64().substring(0, 8));
  }

  @Test
  void bothTextsNameTheSameKey() {
    WireGuardPublicKey key = WireGuardPrivateKey.generate().publicKey();
    assertThat(WireGuardPublicKey.parseBase64(key.toBase64())).isEqualTo(key);
    assertThat(WireGuardPublicKey.parse(key.toBase64Url())).isEqualTo(key);
    assertThat(WireGuardPublicKey.ofBytes(key.bytes())).isEqualTo(key);
  }

  @Test
  void pointsOfSmallOrderAndSecondTextsAreRefused() {
    BigInteger top = BigInteger.TWO.pow(255);
    for (BigInteger u : Curve25519.SMALL_ORDER_U) {
      for (BigInteger text = u; text.bitLength() <= 255; text = text.add(Curve25519.P)) {
        assertRefused(text);
        assertRefused(text.add(top));
      }
    }
    assertRefused(BigInteger.valueOf(9).add(top));
    assertRefused(BigInteger.valueOf(9).add(Curve25519.P));
  }

  private static void assertRefused(BigInteger u) {
    byte[] bytes = LittleEndian.bytes(u);
    assertThatThrownBy(() -> WireGuardPublicKey.ofBytes(bytes))
        .as(u.toString(16))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void theListedPointsHaveNoSecretIndeed() throws Exception {
    KeyFactory factory = KeyFactory.getInstance("X25519");
    byte[] secret = new byte[32];
    secret[31] = 0x40;
    for (BigInteger u : Curve25519.SMALL_ORDER_U) {
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(
          factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret)));
      var point = factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
      assertThatThrownBy(() -> agreement.doPhase(point, true))
          .as(u.toString(16))
          .isInstanceOf(InvalidKeyException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo",
        "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmp=",
        "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTm==",
        "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=\n"
      })
  void whatWgWouldNotPrintIsRefused(String text) {
    assertThatThrownBy(() -> WireGuardPublicKey.parseBase64(text))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void theSmallerKeyIsTheOneWithTheSmallerBytes() {
    WireGuardPublicKey low =
        WireGuardPublicKey.ofBytes(LittleEndian.bytes(new BigInteger("7f", 16)));
    WireGuardPublicKey high =
        WireGuardPublicKey.ofBytes(LittleEndian.bytes(new BigInteger("80", 16)));
    assertThat(low).isLessThan(high);
  }

  @Test
  void aPinNamesTheKeyOfACertificate() {
    Pin pin = Pin.of(new byte[] {1, 2, 3});
    assertThat(Pin.parse(pin.toString())).isEqualTo(pin);
    assertThat(pin.spki()).isEqualTo(Digest.sha256(new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> Pin.parse("sha1/" + pin.toString().substring(7)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Pin.parse("sha256/AAAA")).isInstanceOf(MalformedException.class);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
