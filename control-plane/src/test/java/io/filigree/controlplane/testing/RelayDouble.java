package io.filigree.controlplane.testing;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A relay's program in the eyes of the coordinator: its keys, and the requests it signs. */
public final class RelayDouble {

  /** Where relays of tests listen, if nothing else is said. */
  public static final String ENDPOINT = "198.51.100.7:51871";

  private final TestCoordinator coordinator;
  private final Ed25519PrivateKey key = Ed25519PrivateKey.generate();
  private final WireGuardPublicKey wireGuardKey = WireGuardPrivateKey.generate().publicKey();

  /** A relay that nobody knows yet. */
  public RelayDouble(TestCoordinator coordinator) {
    this.coordinator = coordinator;
  }

  /** The public half of its identity key, as text. */
  public String identityKey() {
    return key.publicKey().text();
  }

  /** Its WireGuard key, as text. */
  public String wireGuardKey() {
    return wireGuardKey.text();
  }

  /** What an operator posts to add it. */
  public String json(String name) {
    return "{\"name\": \"%s\", \"identityKey\": \"%s\", \"wireGuardKey\": \"%s\", \"endpoints\": [\"%s\"]}"
        .formatted(name, identityKey(), wireGuardKey(), ENDPOINT);
  }

  /** The answer to joining. */
  public HttpResponse<String> join(JoinToken token, String name) {
    return joinWith(
        token,
        "'name': '%s', 'wireGuardKey': '%s', 'endpoints': ['%s']"
            .formatted(name, wireGuardKey(), ENDPOINT));
  }

  /** The answer to joining with these members beside token and identity key; quotes are single. */
  public HttpResponse<String> joinWith(JoinToken token, String members) {
    String json =
        "{\"token\": \"%s\", \"identityKey\": \"%s\", %s}"
            .formatted(token.credential(), identityKey(), members.replace('\'', '"'));
    return signed(token.trust().mesh()).send("POST", "/edge/v1/join", Optional.of(json));
  }

  /** The answer to announcing a key and an endpoint. */
  public HttpResponse<String> announce(MeshId mesh, long counter, String key, String endpoint) {
    return signed(mesh)
        .send("PUT", "/edge/v1/relay", Optional.of(announcement(counter, key, endpoint)));
  }

  /** What a relay puts. */
  public static String announcement(long counter, String key, String endpoint) {
    return "{\"counter\": %d, \"wireGuardKey\": \"%s\", \"endpoints\": [\"%s\"]}"
        .formatted(counter, key, endpoint);
  }

  /** Whatever else it asks. */
  public EdgeDouble signed(MeshId mesh) {
    return new EdgeDouble(coordinator, key, mesh);
  }
}
