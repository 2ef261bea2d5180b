package io.filigree.systemtests.hollow;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.request.RequestSigner;
import io.filigree.protocol.roster.FactsStatement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site with keys and a name, and no tunnel: it can say everything that an edge says. */
public final class HollowSite {

  private final String name;
  private final Ed25519PrivateKey identity = Ed25519PrivateKey.generate();
  private final WireGuardPublicKey wireGuard;

  public HollowSite(String name) {
    this(name, WireGuardPrivateKey.generate().publicKey());
  }

  /** Somebody else holds the key to the tunnel. */
  public HollowSite(String name, WireGuardPublicKey wireGuard) {
    this.name = name;
    this.wireGuard = wireGuard;
  }

  public String name() {
    return name;
  }

  public IdentityKey identity() {
    return new IdentityKey(identity.publicKey());
  }

  public WireGuardPublicKey wireGuard() {
    return wireGuard;
  }

  /** Joins with ranges of the site's own. */
  public SignedCall join(JoinToken token, Map<String, String> cidrByKind) {
    List<JsonValue> ranges =
        cidrByKind.entrySet().stream()
            .<JsonValue>map(range ->
                JsonObject.builder()
                    .put("kind", range.getKey())
                    .put("cidr", range.getValue())
                    .build())
            .toList();
    return join(token, "ranges", new JsonArray(ranges));
  }

  /** Joins with the next free ranges of these lengths. */
  public SignedCall joinPlanned(JoinToken token, int podPrefix, int servicePrefix) {
    JsonObject plan =
        JsonObject.builder().put("pod", podPrefix).put("service", servicePrefix).build();
    return join(token, "plan", plan);
  }

  private SignedCall join(JoinToken token, String wish, JsonValue value) {
    String body =
        JsonObject.builder()
            .put("token", token.credential())
            .put("name", name)
            .put("identityKey", identity.publicKey().toString())
            .put(wish, value)
            .build()
            .toJson();
    return signed(token.trust().mesh(), "POST", "/edge/v1/join", body);
  }

  /** Announces an endpoint. */
  public SignedCall announce(MeshId mesh, SiteId site, long counter, String endpoint) {
    SignedFacts facts = signedFacts(mesh, site, counter, endpoint);
    String body =
        JsonObject.builder()
            .put("facts", facts.document().text())
            .put("signature", facts.signature().text())
            .build()
            .toJson();
    return signed(mesh, "PUT", "/edge/v1/facts", body);
  }

  /** Facts with this site's key and an endpoint, signed by this site. */
  public SignedFacts signedFacts(MeshId mesh, SiteId site, long counter, String endpoint) {
    return sign(facts(mesh, site, counter, wireGuard, endpoint).write());
  }

  /** Facts with any key. */
  public static Facts facts(
      MeshId mesh, SiteId site, long counter, WireGuardPublicKey key, String endpoint) {
    Candidate declared = new Candidate(CandidateKind.DECLARED, Endpoint.parse(endpoint));
    return Facts.of(mesh, site, counter, key, declared.endpoint().port(), List.of(declared));
  }

  /** Signs facts, or anything that poses as facts. */
  public SignedFacts sign(DocumentText facts) {
    return new SignedFacts(facts, new FactsStatement(facts).sign(identity));
  }

  /** The one question; the signature serves for five minutes. */
  public SignedCall ask(MeshId mesh) {
    return signed(mesh, "GET", "/edge/v1/mesh", "");
  }

  private SignedCall signed(MeshId mesh, String method, String path, String body) {
    Optional<byte[]> bytes =
        body.isEmpty() ? Optional.empty() : Optional.of(body.getBytes(StandardCharsets.UTF_8));
    return new SignedCall(
        method,
        path,
        new RequestSigner(identity, mesh)
            .sign(method, path, bytes, Instant.now(), Optional.empty()),
        body);
  }
}
