package io.filigree.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.net.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

  @Test
  void documentsReadAsTheyAreWritten() {
    assertThat(SiteRecord.parse(Records.site(1).write())).isEqualTo(Records.site(1));
    assertThat(SiteRecord.parse(Records.staticSite(2).write())).isEqualTo(Records.staticSite(2));
    assertThat(MeshRecord.parse(Records.mesh().write())).isEqualTo(Records.mesh());
    assertThat(MeshRecord.parse(Records.fullMesh().write())).isEqualTo(Records.fullMesh());
    assertThat(Facts.parse(Records.facts(1, 9).write())).isEqualTo(Records.facts(1, 9));
    assertThat(Facts.parse(Records.fullFacts(1, 9).write())).isEqualTo(Records.fullFacts(1, 9));
  }

  @Test
  void theTextIsKeptAsItCameWhateverItsSpaces() {
    DocumentText spaced = DocumentText.of(Records.site(1).write().text().replace(",", ", "));
    assertThat(SiteRecord.parse(spaced)).isEqualTo(Records.site(1));
    assertThat(spaced).isNotEqualTo(Records.site(1).write());
    assertThat(spaced.sha256()).isEqualTo(Digest.sha256(spaced.bytes()));
    assertThat(DocumentText.ofBytes(spaced.bytes())).isEqualTo(spaced);
  }

  @Test
  void whatIsNotUnicodeIsNoDocument() {
    assertThatThrownBy(() -> DocumentText.ofBytes(new byte[] {(byte) 0xc0, (byte) 0x80}))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> DocumentText.of("\udc00")).isInstanceOf(MalformedException.class);
    assertThat(DocumentText.of("é").bytes()).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anUnknownMemberOfASiteRecordIsRefusedAtEveryLevel() {
    for (String at : List.of("\"format\":1", "\"kind\":\"pod\"")) {
      DocumentText more = edited(Records.site(1).write(), at, at + ",\"hook\":\"reboot\"");
      assertThatThrownBy(() -> SiteRecord.parse(more)).hasMessageContaining("unknown member");
    }
    DocumentText peer =
        edited(Records.staticSite(1).write(), "\"endpoint\"", "\"postUp\":1,\"endpoint\"");
    assertThatThrownBy(() -> SiteRecord.parse(peer)).hasMessageContaining("unknown member");
  }

  @Test
  void anUnknownMemberOfAMeshRecordOrFactsIsRefusedAtEveryLevel() {
    for (String at : List.of("\"format\":1", "\"from\":\"region", "\"address\":")) {
      DocumentText more = edited(Records.fullMesh().write(), at, "\"hook\":1," + at);
      assertThatThrownBy(() -> MeshRecord.parse(more)).hasMessageContaining("unknown member");
    }
    for (String at : List.of("\"format\":1", "\"kind\":\"lan\"")) {
      DocumentText more = edited(Records.facts(1, 9).write(), at, at + ",\"hook\":1");
      assertThatThrownBy(() -> Facts.parse(more)).hasMessageContaining("unknown member");
    }
  }

  @Test
  void anotherFormatIsToldApartFromAMalformedDocument() {
    DocumentText two = DocumentText.of("{\"format\":2,\"whatever\":true}");
    assertThatThrownBy(() -> SiteRecord.parse(two))
        .isInstanceOfSatisfying(
            UnknownFormatException.class,
            e -> {
              assertThat(e.format()).isEqualTo(2);
              assertThat(e.in("records[3]"))
                  .isInstanceOf(UnknownFormatException.class)
                  .hasMessageStartingWith("records[3].format");
            });
    assertThatThrownBy(() -> MeshRecord.parse(two)).isInstanceOf(UnknownFormatException.class);
    assertThatThrownBy(() -> Facts.parse(two)).isInstanceOf(UnknownFormatException.class);
    assertThatThrownBy(() -> Facts.parse(DocumentText.of("{\"format\":0}")))
        .isNotInstanceOf(UnknownFormatException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"name\":\"store-1\"|\"name\":\"$(id)\"|name",
        "\"cidr\":\"10.129.0.0/16\"|\"cidr\":\"10.129.0.1/16\"|ranges[1].cidr",
        "\"kind\":\"tunnel\"|\"kind\":\"TUNNEL\"|ranges[0].kind",
        "\"routed\":false|\"routed\":null|ranges[3].routed",
        "\"region\":\"south\"|\"site\":\"store-9\"|labels.site",
        "\"region\":\"south\"|\"region\":5|labels.region",
        "\"minCounter\":1|\"minCounter\":0|minCounter",
        "\"minCounter\":1|\"minCounter\":1.5|''",
        "\"format\":1,|''|format"
      })
  void errorsNameTheFieldOfASiteRecord(String text, String replacement, String field) {
    DocumentText bad = edited(Records.site(1).write(), text, replacement);
    assertThatThrownBy(() -> SiteRecord.parse(bad))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void aSiteHasEitherAnIdentityOrAStaticKey() {
    SiteRecord site = Records.site(1);
    assertThatThrownBy(() -> withoutKey(site)).hasMessageContaining("exactly one");
    DocumentText both =
        edited(
            Records.staticSite(2).write(),
            "\"ranges\"",
            "\"identityKey\":\"" + Records.identityKey(1) + "\",\"ranges\"");
    assertThatThrownBy(() -> SiteRecord.parse(both)).hasMessageContaining("exactly one");
  }

  private static SiteRecord withoutKey(SiteRecord site) {
    return new SiteRecord(
        site.mesh(),
        site.site(),
        site.name(),
        site.labels(),
        Optional.empty(),
        site.ranges(),
        1,
        Optional.empty());
  }

  @Test
  void nineCandidatesAreRefused() {
    Facts facts = Records.facts(1, 1);
    List<Candidate> nine =
        Collections.nCopies(
            9, new Candidate(CandidateKind.OBSERVED, Endpoint.parse("198.51.100.1:1")));
    assertThatThrownBy(
            () -> Facts.of(facts.mesh(), facts.site(), 1, facts.wireGuardKey(), 51_871, nine))
        .hasMessage("candidates: are more than 8");
  }

  @Test
  void tunnelAndPodAreRoutedByDefaultAndServiceAndLanAreNot() {
    assertThat(RangeKind.TUNNEL.routedByDefault()).isTrue();
    assertThat(RangeKind.POD.routedByDefault()).isTrue();
    assertThat(RangeKind.SERVICE.routedByDefault()).isFalse();
    assertThat(RangeKind.LAN.routedByDefault()).isFalse();
  }

  private static DocumentText edited(DocumentText document, String text, String replacement) {
    assertThat(document.text()).contains(text);
    return DocumentText.of(document.text().replace(text, replacement));
  }
}
