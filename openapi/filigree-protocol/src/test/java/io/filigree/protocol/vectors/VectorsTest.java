package io.filigree.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.key.Ed25519PublicKey;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.Selector;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.request.RequestHeaders;
import io.filigree.protocol.request.SignatureReading;
import io.filigree.protocol.request.SignedRequest;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.FactsStatement;
import io.filigree.protocol.roster.MerkleTree;
import io.filigree.protocol.roster.RosterStatement;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the published files as any other implementation would. With {@code
 * -Dfiligree.vectors.write=true} the files are written first; a change of theirs is a change of the
 * protocol.
 */
class VectorsTest {

  private static final Ed25519Verifier VERIFIER = Ed25519Verifier.jdk();

  static List<VectorFile> files() {
    return Vectors.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFileSaysWhatTheCodeMakes(VectorFile file) {
    if (Boolean.getBoolean("filigree.vectors.write")) {
      file.write();
    }
    assertThat(VectorFile.textOf(file.name())).isEqualTo(file.text());
  }

  @Test
  void documentsAreReadAndHashed() {
    JsonFields file = VectorFile.read("documents.json");
    file.objects("mesh", VectorsTest::hashed)
        .forEach(text -> assertWritten(text, MeshRecord.parse(text).write()));
    file.objects("site", VectorsTest::hashed)
        .forEach(text -> assertWritten(text, SiteRecord.parse(text).write()));
    file.objects("facts", VectorsTest::hashed)
        .forEach(text -> assertWritten(text, Facts.parse(text).write()));
  }

  private static void assertWritten(DocumentText text, DocumentText written) {
    assertThat(written).isEqualTo(text);
  }

  private static DocumentText hashed(JsonFields document) {
    DocumentText text = document.text("text", DocumentText::of);
    assertThat(text.sha256()).hasToString(document.text("sha256"));
    return text;
  }

  @Test
  void theRosterIsSigned() {
    JsonFields file = VectorFile.read("roster.json");
    MerkleTree tree = new MerkleTree();
    List<DocumentText> sites = file.texts("siteRecords", DocumentText::of);
    sites.forEach(site -> tree.append(site.bytes()));
    assertThat(tree.root()).hasToString(file.text("root"));
    RosterStatement statement =
        new RosterStatement(
            file.text("mesh", MeshId::parse),
            (int) file.integer("format", 1, 1),
            new Epoch(file.integer("epoch", 0, Long.MAX_VALUE)),
            file.text("meshRecord", DocumentText::of).sha256(),
            sites.size(),
            tree.root());
    assertThat(HexFormat.of().formatHex(statement.bytes())).isEqualTo(file.text("statement"));
    RosterKey key = file.text("publicKey", RosterKey::parse);
    assertThat(statement.verify(key, file.text("signature", Signature64::parse), VERIFIER))
        .isTrue();
  }

  @Test
  void theFactsAreSigned() {
    JsonFields file = VectorFile.read("facts.json");
    FactsStatement statement = new FactsStatement(file.text("facts", DocumentText::of));
    assertThat(HexFormat.of().formatHex(statement.bytes())).isEqualTo(file.text("statement"));
    IdentityKey key = file.text("publicKey", IdentityKey::parse);
    assertThat(statement.verify(key, file.text("signature", Signature64::parse), VERIFIER))
        .isTrue();
  }

  @Test
  void theCursorIsTheSumOfTheDocuments() {
    JsonFields file = VectorFile.read("cursor.json");
    DigestSum sum = DigestSum.zero();
    for (DocumentText document : file.objects("documents", VectorsTest::hashed)) {
      sum = sum.add(document.sha256());
    }
    assertThat(file.text("cursor", Cursor::parse).digest()).isEqualTo(sum.value());
    sum = sum.subtract(file.object("replaced", VectorsTest::hashed).sha256());
    sum = sum.add(file.object("by", VectorsTest::hashed).sha256());
    assertThat(file.text("cursorAfter", Cursor::parse).digest()).isEqualTo(sum.value());
  }

  @Test
  void theRequestsAreSigned() {
    JsonFields file = VectorFile.read("request.json");
    Ed25519PublicKey key = file.text("publicKey", Ed25519PublicKey::parse);
    for (JsonFields request : file.objects("requests", Function.identity())) {
      SignedRequest signed = read(request);
      assertThat(signed.keyId()).isEqualTo(key);
      assertThat(signed.base()).asString(StandardCharsets.US_ASCII).isEqualTo(request.text("base"));
      assertThat(signed.verify(VERIFIER)).isTrue();
      String body = request.optionalText("body", Function.identity()).orElse("");
      assertThat(signed.covers(body.getBytes(StandardCharsets.UTF_8))).isTrue();
      assertThat(signed.nonce()).isEqualTo(request.optionalText("nonce", Function.identity()));
    }
  }

  private static SignedRequest read(JsonFields request) {
    Map<String, String> headers = new LinkedHashMap<>();
    JsonFields values = request.object("headers", Function.identity());
    values.names().forEach(name -> headers.put(name, values.text(name)));
    SignatureReading reading =
        SignedRequest.parse(
            request.text("method"), request.text("path"), RequestHeaders.of(headers));
    assertThat(reading).isInstanceOf(SignatureReading.Signed.class);
    return ((SignatureReading.Signed) reading).request();
  }

  @Test
  void theJoinTokenIsRead() {
    JsonFields file = VectorFile.read("join-token.json");
    JoinToken token = JoinToken.parse(file.text("token"));
    assertThat(token.trust().toJson()).isEqualTo(file.object("trust", JsonFields::json));
    assertThat(token.credential()).isEqualTo(file.text("id") + "." + file.text("secret"));
  }

  static Map<String, Function<String, ?>> parsers() {
    return Map.of(
        "cidr", Cidr::parse,
        "endpoint", Endpoint::parse,
        "siteName", SiteName::parse,
        "selector", Selector::parse,
        "cursor", Cursor::parse,
        "ed25519Key", Ed25519PublicKey::parse,
        "wireGuardKey", WireGuardPublicKey::parse,
        "json", text -> Json.parse(text, JsonLimits.DOCUMENT));
  }

  @Test
  void whatIsToBeRefusedIsRefused() {
    JsonFields file = VectorFile.read("refused.json");
    assertThat(file.names()).containsExactlyInAnyOrderElementsOf(parsers().keySet());
    parsers()
        .forEach((type, parse) -> {
          for (String text : file.texts(type, Function.identity())) {
            assertThatThrownBy(() -> parse.apply(text))
                .as("%s %s", type, text)
                .isInstanceOf(MalformedException.class);
          }
        });
  }
}
