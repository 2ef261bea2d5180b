package io.filigree.controlplane.testing;

import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.request.RequestSigner;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An edge that signs whatever a test wants, at any date. */
public record EdgeDouble(TestCoordinator coordinator, Ed25519PrivateKey key, MeshId mesh) {

  /** Signs and sends now. */
  public HttpResponse<String> send(String method, String path, Optional<String> body) {
    return send(method, path, body, sign(method, path, body, Instant.now(), Optional.empty()));
  }

  /** The headers for a request without its query. */
  public Map<String, String> sign(
      String method, String path, Optional<String> body, Instant created, Optional<String> nonce) {
    String raw = path.split("\\?", 2)[0];
    Optional<byte[]> bytes = body.map(text -> text.getBytes(StandardCharsets.UTF_8));
    return new RequestSigner(key, mesh).sign(method, raw, bytes, created, nonce);
  }

  /** Sends with these headers, genuine or not. */
  public HttpResponse<String> send(
      String method, String path, Optional<String> body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(coordinator.uri(path))
            .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    body.ifPresent(_ -> request.header("Content-Type", "application/json"));
    headers.forEach(request::header);
    return coordinator.send(request);
  }
}
