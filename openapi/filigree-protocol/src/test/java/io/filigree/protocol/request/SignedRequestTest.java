package io.filigree.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRequestTest {

  private static final Ed25519Verifier VERIFIER = Ed25519Verifier.jdk();
  private static final Ed25519PrivateKey KEY = Records.signingKey(1);
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String PATH = "/edge/v1/facts";
  private static final byte[] BODY = "{\"facts\":\"\"}".getBytes(StandardCharsets.UTF_8);

  private static final RequestSigner SIGNER = new RequestSigner(KEY, Records.MESH);

  private static Map<String, String> headers() {
    return new LinkedHashMap<>(SIGNER.sign("PUT", PATH, Optional.of(BODY), NOW, Optional.empty()));
  }

  private static Map<String, String> headers(String name, String text, String replacement) {
    Map<String, String> headers = headers();
    String value = headers.getOrDefault(name, "");
    assertThat(value).contains(text);
    headers.put(name, value.replace(text, replacement));
    return headers;
  }

  private static SignedRequest read(String method, String path, Map<String, String> headers) {
    return switch (SignedRequest.parse(method, path, RequestHeaders.of(headers))) {
      case SignatureReading.Signed(SignedRequest request) -> request;
      case SignatureReading.Unsigned() -> throw new AssertionError("unsigned");
      case SignatureReading.Malformed(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void aWriteIsVerifiedWithAllItCovers() {
    SignedRequest request = read("PUT", PATH, headers());
    assertThat(request.verify(VERIFIER)).isTrue();
    assertThat(request.keyId()).isEqualTo(KEY.publicKey());
    assertThat(request.mesh()).isEqualTo(Records.MESH);
    assertThat(request.created()).isEqualTo(NOW);
    assertThat(request.nonce()).isEmpty();
    assertThat(request.covers(BODY)).isTrue();
    assertThat(request.covers(new byte[0])).isFalse();
  }

  @Test
  void aReadHasNoBodyAndCoversNone() {
    Map<String, String> headers =
        SIGNER.sign("GET", "/edge/v1/mesh", Optional.empty(), NOW, Optional.empty());
    SignedRequest request = read("GET", "/edge/v1/mesh", headers);
    assertThat(request.verify(VERIFIER)).isTrue();
    assertThat(request.covers(new byte[0])).isTrue();
    assertThat(request.covers(BODY)).isFalse();
    assertThat(headers).doesNotContainKey(Profile.DIGEST_HEADER);
  }

  @Test
  void anotherMethodPathMeshOrDigestIsNotWhatWasSigned() {
    assertThat(read("POST", PATH, headers()).verify(VERIFIER)).isFalse();
    assertThat(read("PUT", PATH + "x", headers()).verify(VERIFIER)).isFalse();
    Map<String, String> mesh = headers();
    mesh.put(Profile.MESH_HEADER, MeshId.next().toString());
    assertThat(read("PUT", PATH, mesh).verify(VERIFIER)).isFalse();
    Map<String, String> digest = headers();
    digest.put(Profile.DIGEST_HEADER, ContentDigest.of(new byte[1]).toString());
    assertThat(read("PUT", PATH, digest).verify(VERIFIER)).isFalse();
  }

  @Test
  void createdKeyAndNonceAreSigned() {
    String other = Records.signingKey(2).publicKey().text();
    List<Map<String, String>> edits =
        List.of(
            headers(Profile.INPUT_HEADER, ";created=17", ";created=18"),
            headers(Profile.INPUT_HEADER, KEY.publicKey().text(), other),
            headers(Profile.INPUT_HEADER, ";alg", ";nonce=\"n\";alg"));
    for (Map<String, String> edited : edits) {
      assertThat(read("PUT", PATH, edited).verify(VERIFIER)).as("%s", edited).isFalse();
    }
  }

  @Test
  void aNonceIsCarried() {
    Map<String, String> headers =
        SIGNER.sign("PUT", PATH, Optional.of(BODY), NOW, Optional.of("aB-_9"));
    SignedRequest request = read("PUT", PATH, headers);
    assertThat(request.nonce()).contains("aB-_9");
    assertThat(request.verify(VERIFIER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\";b=\"c", "a\nb", "é"})
  void aNonceThatCouldEndItsQuotesIsNotSigned(String nonce) {
    assertThatThrownBy(() -> SIGNER.sign("GET", PATH, Optional.empty(), NOW, Optional.of(nonce)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void parametersMayStandInAnyOrder() {
    String created = ";created=" + NOW.getEpochSecond();
    Map<String, String> headers = headers(Profile.INPUT_HEADER, created, "");
    headers.merge(Profile.INPUT_HEADER, created, String::concat);
    assertThat(read("PUT", PATH, headers).created()).isEqualTo(NOW);
  }

  @Test
  void writesAreFreshForAMinuteAndReadsForFive() {
    SignedRequest write = read("PUT", PATH, headers());
    assertThat(write.isFresh(NOW.plusSeconds(60))).isTrue();
    assertThat(write.isFresh(NOW.plusSeconds(61))).isFalse();
    assertThat(write.isFresh(NOW.minusSeconds(61))).isFalse();
    SignedRequest read =
        read("GET", PATH, SIGNER.sign("GET", PATH, Optional.empty(), NOW, Optional.empty()));
    assertThat(read.isFresh(NOW.plusSeconds(300))).isTrue();
    assertThat(read.isFresh(NOW.plusSeconds(301))).isFalse();
    assertThat(read.isFresh(NOW.minusSeconds(301))).isFalse();
  }

  @Test
  void aRequestWithoutSignatureIsUnsignedAndHalfASignatureIsMalformed() {
    assertThat(SignedRequest.parse("GET", PATH, name -> List.of()))
        .isEqualTo(new SignatureReading.Unsigned());
    for (String missing : headers().keySet()) {
      Map<String, String> headers = headers();
      headers.remove(missing);
      assertThat(SignedRequest.parse("PUT", PATH, RequestHeaders.of(headers)))
          .as(missing)
          .isInstanceOf(SignatureReading.Malformed.class);
    }
  }

  @Test
  void aHeaderThatStandsTwiceIsMalformed() {
    RequestHeaders once = RequestHeaders.of(headers());
    for (String twice : headers().keySet()) {
      RequestHeaders headers =
          name -> {
            String value = once.values(name).getFirst();
            return name.equals(twice) ? List.of(value, value) : List.of(value);
          };
      assertThat(SignedRequest.parse("PUT", PATH, headers))
          .isEqualTo(new SignatureReading.Malformed(twice + ": stands twice"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "Signature-Input|filigree=|sig1=",
        "Signature-Input|\"@path\"|\"@query\"",
        "Signature-Input| \"content-digest\"|''",
        "Signature-Input|\"@method\" \"@path\"|\"@path\" \"@method\"",
        "Signature-Input|\"filigree-mesh\"|\"filigree-mesh\";req",
        "Signature-Input|\"ed25519\"|\"hmac-sha256\"",
        "Signature-Input|;alg=\"ed25519\"|''",
        "Signature-Input|;created=|;expires=",
        "Signature-Input|;created=|;created=-",
        "Signature-Input|;created=|;created=99999",
        "Signature-Input|;created=|;created=1;created=",
        "Signature-Input|;keyid=\"|;keyid=",
        "Signature-Input|;keyid=\"|;keyid=\"A",
        "Signature-Input|;alg|;tag=\"x\";alg",
        "Signature-Input|;alg|;nonce=\"\";alg",
        "Signature-Input|;alg|;nonce=\"a b\";alg",
        "Signature-Input|\"ed25519\"|\"ed25519\", other=()",
        "Signature|filigree=:|filigree=",
        "Signature|=:|=:A",
        "Signature|==:|==",
        "Signature|==:|==:, b=:AA==:",
        "Filigree-Mesh|0193|X193",
        "Content-Digest|sha-256|sha-512",
        "Content-Digest|=:|=:AAAA"
      })
  void whatIsNotTheProfileIsMalformed(String header, String text, String replacement) {
    Map<String, String> edited = headers(header, text, replacement);
    assertThat(SignedRequest.parse("PUT", PATH, RequestHeaders.of(edited)))
        .isInstanceOf(SignatureReading.Malformed.class);
  }

  @Test
  void fingerprintsDifferWithAnythingSigned() {
    SignedRequest one = read("PUT", PATH, headers());
    SignedRequest same = read("PUT", PATH, headers());
    SignedRequest other = read("PUT", PATH + "x", headers());
    assertThat(same.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
  }
}
