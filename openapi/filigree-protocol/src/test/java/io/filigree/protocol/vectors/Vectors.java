package io.filigree.protocol.vectors;

import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonString;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.Base64Url;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Records;
import io.filigree.protocol.request.RequestHeaders;
import io.filigree.protocol.request.RequestSigner;
import io.filigree.protocol.request.SignatureReading;
import io.filigree.protocol.request.SignedRequest;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.FactsStatement;
import io.filigree.protocol.roster.MerkleTree;
import io.filigree.protocol.roster.RosterStatement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the published files say, made by the code from fixed keys. */
final class Vectors {

  private static final String WARNING = "Test keys, known to everybody: never use them.";
  private static final Ed25519PrivateKey ROSTER_KEY = Records.signingKey(200);
  private static final Ed25519PrivateKey RECOVERY_KEY = Records.signingKey(201);
  private static final Ed25519PrivateKey IDENTITY_KEY = Records.signingKey(1);
  private static final Instant CREATED = Instant.parse("2026-11-24T12:00:00Z");

  private Vectors() {}

  static List<VectorFile> all() {
    return List.of(
        new VectorFile("documents.json", documents()),
        new VectorFile("merkle.json", merkle()),
        new VectorFile("roster.json", roster()),
        new VectorFile("facts.json", facts()),
        new VectorFile("cursor.json", cursor()),
        new VectorFile("request.json", request()),
        new VectorFile("join-token.json", joinToken()));
  }

  private static JsonObject documents() {
    return JsonObject.builder()
        .put("mesh", list(document(Records.mesh().write()), document(Records.fullMesh().write())))
        .put(
            "site",
            list(document(Records.site(1).write()), document(Records.staticSite(9).write())))
        .put(
            "facts",
            list(document(Records.facts(1, 1).write()), document(Records.fullFacts(2, 7).write())))
        .build();
  }

  private static JsonObject document(DocumentText document) {
    return JsonObject.builder()
        .put("text", document.text())
        .put("sha256", document.sha256().toString())
        .build();
  }

  /** Leaf {@code i} is {@code i} bytes of value {@code i}. */
  private static JsonObject merkle() {
    MerkleTree tree = new MerkleTree();
    List<JsonValue> roots = new ArrayList<>();
    roots.add(new JsonString(tree.root().toString()));
    for (int i = 0; i < 20; i++) {
      tree.append(leaf(i));
      roots.add(new JsonString(tree.root().toString()));
    }
    List<String> leaves = IntStream.range(0, 20).mapToObj(i -> hex(leaf(i))).toList();
    return JsonObject.builder()
        .put("leaves", JsonArray.ofTexts(leaves))
        .put("rootsOfTheFirst0To20", new JsonArray(roots))
        .build();
  }

  private static byte[] leaf(int value) {
    byte[] leaf = new byte[value];
    Arrays.fill(leaf, (byte) value);
    return leaf;
  }

  private static JsonObject roster() {
    DocumentText mesh = Records.mesh().write();
    List<DocumentText> sites =
        List.of(Records.site(1).write(), Records.site(2).write(), Records.staticSite(9).write());
    MerkleTree tree = new MerkleTree();
    sites.forEach(site -> tree.append(site.bytes()));
    RosterStatement statement =
        new RosterStatement(
            Records.MESH, 1, new Epoch(7), mesh.sha256(), sites.size(), tree.root());
    return key(ROSTER_KEY)
        .put("mesh", Records.MESH.toString())
        .put("format", 1)
        .put("epoch", 7)
        .put("meshRecord", mesh.text())
        .put("siteRecords", JsonArray.ofTexts(sites))
        .put("root", tree.root().toString())
        .put("statement", hex(statement.bytes()))
        .put("signature", statement.sign(ROSTER_KEY).text())
        .build();
  }

  private static JsonObject facts() {
    FactsStatement statement = new FactsStatement(Records.facts(1, 1).write());
    return key(IDENTITY_KEY)
        .put("facts", statement.facts().text())
        .put("statement", hex(statement.bytes()))
        .put("signature", statement.sign(IDENTITY_KEY).text())
        .build();
  }

  private static JsonObject cursor() {
    DocumentText mesh = Records.mesh().write();
    DocumentText site = Records.site(1).write();
    DocumentText before = Records.facts(1, 1).write();
    DocumentText after = Records.facts(1, 2).write();
    DigestSum sum = DigestSum.zero().add(mesh.sha256()).add(site.sha256()).add(before.sha256());
    DigestSum changed = sum.subtract(before.sha256()).add(after.sha256());
    return JsonObject.builder()
        .put("documents", list(document(mesh), document(site), document(before)))
        .put("cursor", new Cursor(new Revision(3), sum.value()).toString())
        .put("replaced", document(before))
        .put("by", document(after))
        .put("cursorAfter", new Cursor(new Revision(4), changed.value()).toString())
        .build();
  }

  private static JsonObject request() {
    String body = "{\"facts\":\"...\",\"signature\":\"...\"}";
    return key(IDENTITY_KEY)
        .put("mesh", Records.MESH.toString())
        .put(
            "requests",
            list(
                request("GET", "/edge/v1/mesh", Optional.empty(), Optional.empty()),
                request("PUT", "/edge/v1/facts", Optional.of(body), Optional.empty()),
                request("POST", "/edge/v1/leave", Optional.empty(), Optional.of("Zm9vYmFy"))))
        .build();
  }

  private static JsonObject request(
      String method, String path, Optional<String> body, Optional<String> nonce) {
    Map<String, String> headers =
        new RequestSigner(IDENTITY_KEY, Records.MESH)
            .sign(
                method,
                path,
                body.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                CREATED,
                nonce);
    JsonObject.Builder headerJson = JsonObject.builder();
    headers.forEach(headerJson::put);
    return JsonObject.builder()
        .put("method", method)
        .put("path", path)
        .putText("body", body)
        .put("created", CREATED.getEpochSecond())
        .putText("nonce", nonce)
        .put("base", base(method, path, headers))
        .put("headers", headerJson.build())
        .build();
  }

  private static String base(String method, String path, Map<String, String> headers) {
    return switch (SignedRequest.parse(method, path, RequestHeaders.of(headers))) {
      case SignatureReading.Signed(SignedRequest signed) ->
          new String(signed.base(), StandardCharsets.US_ASCII);
      case SignatureReading.Unsigned unsigned -> throw new AssertionError(unsigned);
      case SignatureReading.Malformed malformed -> throw new AssertionError(malformed);
    };
  }

  private static JsonObject joinToken() {
    TrustAnchor trust =
        new TrustAnchor(
            List.of(CoordinatorUrl.parse("https://mesh.example:8443")),
            Records.MESH,
            new RosterKey(ROSTER_KEY.publicKey()),
            new RecoveryKey(RECOVERY_KEY.publicKey()),
            new Epoch(7),
            List.of(Pin.of(new byte[] {1, 2, 3})));
    String secret = Base64Url.encode(Records.signingKey(77).seed());
    return JsonObject.builder()
        .put("warning", "The secret is known to everybody.")
        .put("trust", trust.toJson())
        .put("id", "k7")
        .put("secret", secret)
        .put("token", JoinToken.of(trust, "k7", secret).toText())
        .build();
  }

  private static JsonObject.Builder key(Ed25519PrivateKey key) {
    return JsonObject.builder()
        .put("warning", WARNING)
        .put("seed", hex(key.seed()))
        .put("publicKey", key.publicKey().text());
  }

  private static JsonArray list(JsonValue... values) {
    return new JsonArray(List.of(values));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
