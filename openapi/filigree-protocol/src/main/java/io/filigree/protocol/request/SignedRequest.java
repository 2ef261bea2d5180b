package io.filigree.protocol.request;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request with a signature of the profile, as the coordinator reads it. Nothing in it is to be
 * believed before {@link #verify}, {@link #isFresh} or its nonce, and {@link #covers} have said so.
 *
 * @param created by the signer's clock
 * @param nonce a single-use one, given out to a signer whose clock is wrong
 */
public record SignedRequest(
    String method,
    String path,
    MeshId mesh,
    Optional<ContentDigest> contentDigest,
    Ed25519PublicKey keyId,
    Instant created,
    Optional<String> nonce,
    String parameters,
    Signature64 signature) {

  private static final String LABEL = Profile.LABEL + "=";

  /**
   * @param path the raw path, without query, as it was received
   */
  public static SignatureReading parse(String method, String path, RequestHeaders headers) {
    List<String> inputs = headers.values(Profile.INPUT_HEADER);
    List<String> signatures = headers.values(Profile.SIGNATURE_HEADER);
    if (inputs.isEmpty() && signatures.isEmpty()) {
      return new SignatureReading.Unsigned();
    }
    try {
      return new SignatureReading.Signed(read(method, path, headers));
    } catch (MalformedException e) {
      return new SignatureReading.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static SignedRequest read(String method, String path, RequestHeaders headers) {
    MeshId mesh = header(headers, Profile.MESH_HEADER, MeshId::parse);
    Optional<ContentDigest> digest =
        headers.values(Profile.DIGEST_HEADER).isEmpty()
            ? Optional.empty()
            : Optional.of(header(headers, Profile.DIGEST_HEADER, ContentDigest::parse));
    String input = header(headers, Profile.INPUT_HEADER, SignedRequest::unlabelled);
    String list = SignatureBase.list(covered(method, path, mesh, digest).keySet());
    if (!input.startsWith(list)) {
      throw new MalformedException(Profile.INPUT_HEADER, "does not cover " + list);
    }
    SignatureParameters parameters =
        in(Profile.INPUT_HEADER, input.substring(list.length()), SignatureParameters::parse);
    return new SignedRequest(
        method,
        path,
        mesh,
        digest,
        parameters.keyId(),
        Instant.ofEpochSecond(parameters.created()),
        parameters.nonce(),
        input,
        header(headers, Profile.SIGNATURE_HEADER, SignedRequest::signature));
  }

  /** Whether the key it names made the signature. */
  public boolean verify(Ed25519Verifier verifier) {
    return verifier.verify(keyId, base(), signature);
  }

  /** Whether it was signed close enough to {@code now} for what it asks. */
  public boolean isFresh(Instant now) {
    return Duration.between(created, now).abs().compareTo(window()) <= 0;
  }

  /** How far {@link #created} may be from the coordinator's clock. */
  public Duration window() {
    return isRead() ? Profile.READ_WINDOW : Profile.WRITE_WINDOW;
  }

  /** Whether it only reads, so that its signature may be used again. */
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Whether the signature covers exactly this body; without a digest only an empty one. */
  public boolean covers(byte[] body) {
    return contentDigest.map(digest -> digest.matches(body)).orElse(body.length == 0);
  }

  /** The signed bytes (RFC 9421, 2.5). */
  public byte[] base() {
    return SignatureBase.bytes(covered(method, path, mesh, contentDigest), parameters);
  }

  /** Names this signature over these bytes, for a cache of those that were verified. */
  public Digest fingerprint() {
    byte[] base = base();
    byte[] text = signature.text().getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(base, base.length + text.length);
    System.arraycopy(text, 0, both, base.length, text.length);
    return Digest.sha256(both);
  }

  private static Map<String, String> covered(
      String method, String path, MeshId mesh, Optional<ContentDigest> digest) {
    Map<String, String> covered = new LinkedHashMap<>();
    covered.put(Profile.METHOD, method);
    covered.put(Profile.PATH, path);
    covered.put(Profile.MESH, mesh.toString());
    digest.ifPresent(value -> covered.put(Profile.DIGEST, value.toString()));
    return covered;
  }

  private static <T> T header(RequestHeaders headers, String name, Function<String, T> parse) {
    List<String> values = headers.values(name);
    if (values.size() != 1) {
      throw new MalformedException(name, values.isEmpty() ? "is missing" : "stands twice");
    }
    return in(name, values.getFirst(), parse);
  }

  private static <T> T in(String name, String value, Function<String, T> parse) {
    try {
      return parse.apply(value);
    } catch (MalformedException e) {
      throw e.in(name);
    }
  }

  private static String unlabelled(String value) {
    if (!value.startsWith(LABEL)) {
      throw new MalformedException("is not labelled " + Profile.LABEL);
    }
    return value.substring(LABEL.length());
  }

  private static Signature64 signature(String header) {
    String value = unlabelled(header);
    if (value.length() < 2 || !value.startsWith(":") || !value.endsWith(":")) {
      throw new MalformedException("is not :<base64>:");
    }
    return Signature64.ofBytes(StandardBase64.decode(value.substring(1, value.length() - 1), 64));
  }
}
