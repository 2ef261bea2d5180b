package io.filigree.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.Base64Url;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.Signature64;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureBaseTest {

  private static final String LIST =
      "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")";

  /** RFC 9421, appendices B.1.4 and B.2.6. */
  @Test
  void theEd25519ExampleOfRfc9421Holds() {
    Map<String, String> covered = new LinkedHashMap<>();
    covered.put("date", "Tue, 20 Apr 2021 02:07:55 GMT");
    covered.put("@method", "POST");
    covered.put("@path", "/foo");
    covered.put("@authority", "example.com");
    covered.put("content-type", "application/json");
    covered.put("content-length", "18");
    assertThat(SignatureBase.list(covered.keySet())).isEqualTo(LIST);
    byte[] base =
        SignatureBase.bytes(covered, LIST + ";created=1618884473;keyid=\"test-key-ed25519\"");
    assertThat(new String(base, StandardCharsets.US_ASCII))
        .startsWith("\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n")
        .endsWith(
            "\n\"@signature-params\": " + LIST + ";created=1618884473;keyid=\"test-key-ed25519\"");
    Ed25519PrivateKey key =
        Ed25519PrivateKey.ofSeed(Base64Url.decode("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU"));
    assertThat(key.publicKey().text()).isEqualTo("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs");
    Signature64 signature = key.sign(base);
    assertThat(Base64.getEncoder().encodeToString(signature.bytes()))
        .isEqualTo(
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
    assertThat(Ed25519Verifier.jdk().verify(key.publicKey(), base, signature)).isTrue();
  }

  /** RFC 9530, appendix B.1. */
  @Test
  void theContentDigestExampleOfRfc9530Holds() {
    byte[] body = "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.US_ASCII);
    ContentDigest digest = ContentDigest.of(body);
    assertThat(digest).hasToString("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
    assertThat(ContentDigest.parse(digest.toString()).matches(body)).isTrue();
    assertThat(digest.matches(new byte[0])).isFalse();
  }
}
