package io.filigree.protocol.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {

  /** The order of the base point (RFC 8032, 5.1). */
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final Ed25519Verifier verifier = Ed25519Verifier.jdk();

  /** RFC 8032, 7.1, tests 1 to 3. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
        + "cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
        + "0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
        + "84dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void rfc8032VectorsHold(String seed, String publicKey, String message, String signature) {
    Ed25519PrivateKey key = Ed25519PrivateKey.ofSeed(hex(seed));
    assertThat(key.publicKey().bytes()).isEqualTo(hex(publicKey));
    assertThat(key.sign(hex(message)).bytes()).isEqualTo(hex(signature));
    assertThat(verifier.verify(key.publicKey(), hex(message), key.sign(hex(message)))).isTrue();
  }

  @Test
  void aGeneratedKeyComesBackFromItsSeed() {
    Ed25519PrivateKey key = Ed25519PrivateKey.generate();
    assertThat(Ed25519PrivateKey.ofSeed(key.seed()).publicKey()).isEqualTo(key.publicKey());
    assertThat(key.toString()).doesNotContain(Base64Url.encode(key.seed()));
  }

  @Test
  void anyFlippedBitOfASignatureIsFalse() {
    Ed25519PrivateKey key = Ed25519PrivateKey.ofSeed(new byte[32]);
    byte[] message = {1, 2, 3};
    byte[] good = key.sign(message).bytes();
    for (int bit = 0; bit < 512; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifier.verify(key.publicKey(), message, Signature64.ofBytes(bad))).isFalse();
    }
  }

  @Test
  void aMalleatedSignatureForWhichTheJdkThrowsIsFalse() {
    Ed25519PrivateKey key = Ed25519PrivateKey.ofSeed(new byte[32]);
    byte[] message = {1, 2, 3};
    byte[] bytes = key.sign(message).bytes();
    BigInteger s = LittleEndian.number(Arrays.copyOfRange(bytes, 32, 64)).add(L);
    System.arraycopy(LittleEndian.bytes(s), 0, bytes, 32, 32);
    assertThat(verifier.verify(key.publicKey(), message, Signature64.ofBytes(bytes))).isFalse();
  }

  @Test
  void everyEncodingOfSmallOrderIsRefused() {
    BigInteger sign = BigInteger.TWO.pow(255);
    for (BigInteger y : Curve25519.SMALL_ORDER_Y) {
      for (BigInteger encoding = y;
          encoding.bitLength() <= 255;
          encoding = encoding.add(Curve25519.P)) {
        assertRefused(encoding);
        assertRefused(encoding.add(sign));
      }
    }
  }

  private static void assertRefused(BigInteger encoding) {
    byte[] bytes = LittleEndian.bytes(encoding);
    assertThatThrownBy(() -> Ed25519PublicKey.ofBytes(bytes))
        .as(encoding.toString(16))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void theListOfSmallOrderIsComplete() {
    // a point times L has an order that divides 8; from enough points all of them come
    Set<BigInteger> found = new HashSet<>();
    for (int y = 2; y < 60; y++) {
      EdwardsPoint.withY(BigInteger.valueOf(y)).ifPresent(p -> found.add(p.times(L).y()));
    }
    assertThat(found).isEqualTo(Curve25519.SMALL_ORDER_Y);
  }

  @Test
  void onlyPointsOfTheCurveAreKeys() {
    for (int y = 2; y < 200; y++) {
      BigInteger number = BigInteger.valueOf(y);
      boolean point = EdwardsPoint.withY(number).isPresent();
      assertThat(Curve25519.isOnEdwards(number)).as("y = %s", y).isEqualTo(point);
    }
    assertThatThrownBy(() -> Ed25519PublicKey.ofBytes(LittleEndian.bytes(BigInteger.TWO)))
        .hasMessageContaining("not a point");
  }

  @Test
  void squaresAreToldAsEulerTellsThem() {
    BigInteger half = Curve25519.P.shiftRight(1);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      BigInteger number = new BigInteger(1 + random.nextInt(255), random).mod(Curve25519.P);
      boolean square = number.modPow(half, Curve25519.P).compareTo(BigInteger.ONE) <= 0;
      assertThat(Jacobi.isSquare(number)).as("%s", number).isEqualTo(square);
    }
    assertThat(Jacobi.isSquare(Curve25519.P.subtract(BigInteger.ONE))).isTrue();
    assertThat(Jacobi.isSquare(BigInteger.TWO)).isFalse();
    assertThat(Jacobi.isSquare(BigInteger.TWO.pow(192))).isTrue();
  }

  @Test
  void nonCanonicalEncodingsAreRefused() {
    for (int y = 0; y < 19; y++) {
      byte[] bytes = LittleEndian.bytes(Curve25519.P.add(BigInteger.valueOf(y)));
      assertThatThrownBy(() -> Ed25519PublicKey.ofBytes(bytes)).hasMessageContaining("canonical");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AQ",
        "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
        "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp",
        "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR ",
        "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\n"
      })
  void otherTextsOfAKeyAreRefused(String text) {
    assertThatThrownBy(() -> Ed25519PublicKey.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aKeyReadsAsItIsWritten() {
    String text = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    assertThat(RosterKey.parse(text)).hasToString(text);
    assertThat(IdentityKey.parse(text).key()).isEqualTo(Ed25519PublicKey.parse(text));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
