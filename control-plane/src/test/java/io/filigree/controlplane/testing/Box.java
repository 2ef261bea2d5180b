package io.filigree.controlplane.testing;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.request.RequestSigner;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A box in a shop: an identity key, and the requests it signs. */
public final class Box {

  private final TestCoordinator coordinator;
  private final Ed25519PrivateKey key = Ed25519PrivateKey.generate();

  /** A box that nobody knows yet. */
  public Box(TestCoordinator coordinator) {
    this.coordinator = coordinator;
  }

  /** The public half of its identity key, as text. */
  public String identityKey() {
    return key.publicKey().text();
  }

  /** The answer to joining; {@code wishes} is JSON to go on with after name and keys, or empty. */
  public HttpResponse<String> join(JoinToken token, String name, String wishes) {
    return join(token, name, identityKey(), wishes);
  }

  /** The answer to joining in the name of another key. */
  public HttpResponse<String> join(JoinToken token, String name, String identity, String wishes) {
    String json =
        "{\"token\": \"%s\", \"name\": \"%s\", \"identityKey\": \"%s\"%s}"
            .formatted(token.credential(), name, identity, wishes.replace('\'', '"'));
    return send(token.trust().mesh(), "/edge/v1/join", json);
  }

  /** The answer to leaving. */
  public HttpResponse<String> leave(MeshId mesh) {
    return send(mesh, "/edge/v1/leave", "{}");
  }

  private HttpResponse<String> send(MeshId mesh, String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(coordinator.uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    new RequestSigner(key, mesh)
        .sign("POST", path, Optional.of(body), Instant.now(), Optional.empty())
        .forEach(request::header);
    return coordinator.send(request);
  }
}
