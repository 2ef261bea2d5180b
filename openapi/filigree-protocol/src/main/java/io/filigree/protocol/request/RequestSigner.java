package io.filigree.protocol.request;

import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.name.MeshId;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signs an edge's requests.
 *
 * @param key the site's identity key (or a cluster agent's export key)
 * @param mesh the mesh that is spoken of; it is covered, so that no request fits another mesh
 */
public record RequestSigner(Ed25519PrivateKey key, MeshId mesh) {

  /**
   * The headers to add to a request.
   *
   * @param path the raw path, without query
   * @param created now, by the edge's clock; seconds count
   * @param nonce what the coordinator gave an edge whose clock is wrong
   */
  public Map<String, String> sign(
      String method, String path, Optional<byte[]> body, Instant created, Optional<String> nonce) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Profile.MESH_HEADER, mesh.toString());
    Map<String, String> covered = new LinkedHashMap<>();
    covered.put(Profile.METHOD, method);
    covered.put(Profile.PATH, path);
    covered.put(Profile.MESH, mesh.toString());
    if (body.isPresent()) {
      String digest = ContentDigest.of(body.get()).toString();
      headers.put(Profile.DIGEST_HEADER, digest);
      covered.put(Profile.DIGEST, digest);
    }
    String parameters =
        new SignatureParameters(created.getEpochSecond(), key.publicKey(), nonce)
            .write(covered.keySet());
    byte[] signature = key.sign(SignatureBase.bytes(covered, parameters)).bytes();
    headers.put(Profile.INPUT_HEADER, Profile.LABEL + "=" + parameters);
    headers.put(
        Profile.SIGNATURE_HEADER,
        Profile.LABEL + "=:" + Base64.getEncoder().encodeToString(signature) + ":");
    return headers;
  }
}
