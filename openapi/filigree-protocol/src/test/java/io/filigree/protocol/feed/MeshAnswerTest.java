package io.filigree.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Records;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshAnswerTest {

  private static final Signature64 SIGNATURE = Records.signingKey(1).sign(new byte[0]);

  private static final MeshAnswer DELTA =
      new MeshAnswer(
          new Cursor(new Revision(42), Digest.sha256(new byte[0])),
          new Epoch(3),
          SIGNATURE,
          false,
          Optional.of(Records.mesh().write()),
          List.of(new SiteEntry(Records.siteId(1), Records.site(1).write())),
          List.of(
              new FactsEntry(
                  Records.siteId(1), new SignedFacts(Records.facts(1, 1).write(), SIGNATURE))),
          List.of(Records.siteId(2)));

  @Test
  void anAnswerReadsAsItIsWritten() {
    String json = DELTA.toJson();
    assertThat(MeshAnswer.parse(json)).isEqualTo(DELTA);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThat(MeshAnswer.parse(new ByteArrayInputStream(bytes))).isEqualTo(DELTA);
  }

  @Test
  void writtenBitByBitAnAnswerIsTheSame() {
    List<SiteEntry> many =
        IntStream.range(0, 200)
            .mapToObj(i -> new SiteEntry(Records.siteId(i), DocumentText.of("\u00fc" + i + "\"\n")))
            .toList();
    MeshAnswer answer =
        new MeshAnswer(
            DELTA.cursor(),
            DELTA.epoch(),
            SIGNATURE,
            true,
            DELTA.mesh(),
            many,
            DELTA.facts(),
            List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.write(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(answer.toJson());
    assertThat(out.size()).as("more than one chunk").isGreaterThan(10_000);
  }

  @Test
  void aNewerCoordinatorMaySayMore() {
    String json = DELTA.toJson().replace("{\"site\":", "{\"hint\":{},\"site\":");
    assertThat(MeshAnswer.parse("{\"more\":[1]," + json.substring(1))).isEqualTo(DELTA);
  }

  @Test
  void errorsNameTheEntry() {
    String json = DELTA.toJson().replace("{\"site\":\"0193", "{\"site\":\"x193");
    assertThatThrownBy(() -> MeshAnswer.parse(json)).hasMessageStartingWith("records[0].site: ");
  }

  @Test
  void anAnswerWithoutItsArraysIsRefused() {
    for (String name : List.of("records", "facts", "removed")) {
      String json = DELTA.toJson().replace("\"" + name + "\":[", "\"other\":[");
      assertThatThrownBy(() -> MeshAnswer.parse(json)).hasMessage(name + ": is missing");
      String number = DELTA.toJson().replace("\"" + name + "\":[", "\"" + name + "\":1,\"o\":[");
      assertThatThrownBy(() -> MeshAnswer.parse(number)).hasMessageContaining("not an array");
      String twice =
          DELTA.toJson().replace("\"" + name + "\":[", "\"" + name + "\":[],\"" + name + "\":[");
      assertThatThrownBy(() -> MeshAnswer.parse(twice)).hasMessageContaining("twice");
    }
  }

  @Test
  void aFullAnswerThatRemovesIsRefused() {
    String json = DELTA.toJson().replace("\"full\":false", "\"full\":true");
    assertThatThrownBy(() -> MeshAnswer.parse(json)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aCursorReadsAsItIsWritten() {
    Cursor cursor = new Cursor(new Revision(Long.MAX_VALUE), Digest.sha256(new byte[1]));
    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    assertThat(Cursor.parse("0." + "0".repeat(64)).revision()).isEqualTo(new Revision(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.",
        "-1.X",
        "+1.X",
        "01.X",
        "1.X.",
        "1 .X",
        "1.2.X",
        ".X",
        "x.X",
        "9223372036854775808.X",
        "99999999999999999999.X",
        "1.X\n"
      })
  void whatIsNoCursorIsRefused(String text) {
    String cursor = text.replace("X", "0".repeat(64));
    assertThatThrownBy(() -> Cursor.parse(cursor)).isInstanceOf(MalformedException.class);
  }
}
