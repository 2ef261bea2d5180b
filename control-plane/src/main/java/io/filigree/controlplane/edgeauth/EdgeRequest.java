package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.request.Profile;
import io.filigree.protocol.request.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What of a request is signed, whichever server layer received it. */
public final class EdgeRequest {

  private static final String JOIN = "/edge/v1/join";
  private static final String MESH = "/edge/v1/mesh";
  private static final String LEAVE = "/edge/v1/leave";
  private static final String STATUS = "/edge/v1/status";
  private static final String RELAY = "/edge/v1/relay";

  private final String method;
  private final String path;
  private final RequestHeaders headers;
  private final byte[] body;
  private final Origin origin;

  /**
   * A request as it was received.
   *
   * @param method HTTP method
   * @param path the path as it stood in the request line, without the query
   * @param headers its headers
   * @param body the body; no bytes if there was none
   * @param origin where it came from
   */
  public EdgeRequest(
      String method, String path, RequestHeaders headers, byte[] body, Origin origin) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body.clone();
    this.origin = origin;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  RequestHeaders headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }

  Origin origin() {
    return origin;
  }

  /** The only request that a stranger may make, signed by the key that wants in. */
  boolean isJoin() {
    return method.equals("POST") && path.equals(JOIN);
  }

  /** What a site that is no longer a member may still ask. */
  boolean isFor(Signer.Standing standing) {
    return switch (standing) {
      case MEMBER -> true;
      case LEFT -> isMeshRead() || (method.equals("POST") && path.equals(LEAVE));
      case REMOVED -> isMeshRead();
    };
  }

  /** All that a relay may ask: a list, so that a route of sites is closed to it unless named. */
  boolean isForRelay(Signer.Standing standing) {
    return isMeshRead()
        || (standing == Signer.Standing.MEMBER
            && method.equals("PUT")
            && (path.equals(RELAY) || path.equals(STATUS)));
  }

  private boolean isMeshRead() {
    return method.equals("GET") && path.equals(MESH);
  }

  /**
   * Names everything that a plain read's signature covers, before anything is parsed: equal names,
   * equal verdict. Empty for writes, bodies and whatever else deserves a closer look.
   */
  Optional<Digest> readFingerprint() {
    if (!method.equals("GET") || body.length > 0 || !values(Profile.DIGEST_HEADER).isEmpty()) {
      return Optional.empty();
    }
    StringBuilder covered = new StringBuilder(512).append(path);
    for (String name :
        List.of(Profile.MESH_HEADER, Profile.INPUT_HEADER, Profile.SIGNATURE_HEADER)) {
      List<String> values = values(name);
      if (values.size() != 1) {
        return Optional.empty();
      }
      // No header's value holds a line break, so the parts cannot run into each other.
      covered.append('\n').append(values.getFirst());
    }
    return Optional.of(Digest.sha256(covered.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> values(String name) {
    return headers.values(name);
  }
}
