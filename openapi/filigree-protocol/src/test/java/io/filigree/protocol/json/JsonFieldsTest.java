package io.filigree.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Cidr;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

  private static JsonFields fields(String json) {
    return JsonFields.of(Json.parse(json, JsonLimits.DOCUMENT));
  }

  @Test
  void everyTypeIsRead() {
    JsonFields fields =
        fields("{\"t\":\"x\",\"i\":5,\"f\":true,\"o\":{\"n\":1},\"l\":[\"a\"],\"p\":[{\"n\":2}]}");
    assertThat(fields.text("t")).isEqualTo("x");
    assertThat(fields.integer("i", 0, 5)).isEqualTo(5);
    assertThat(fields.flag("f")).isTrue();
    assertThat(fields.<Long>object("o", o -> o.integer("n", 0, 9))).isEqualTo(1L);
    assertThat(fields.texts("l", Function.identity())).containsExactly("a");
    assertThat(fields.objects("p", o -> o.integer("n", 0, 9))).containsExactly(2L);
    fields.refuseUnknown();
  }

  @Test
  void absentMembersAreEmptyWhereTheyMayBe() {
    JsonFields fields = fields("{}");
    assertThat(fields.optionalText("x", Cidr::parse)).isEqualTo(Optional.empty());
    assertThat(fields.optionalInteger("x", 0, 1)).isEmpty();
    assertThat(fields.optionalFlag("x")).isEmpty();
    assertThat(fields.optionalObject("x", o -> o)).isEmpty();
    assertThat(fields.optionalTexts("x", Cidr::parse)).isEmpty();
    assertThat(fields.optionalObjects("x", o -> o)).isEmpty();
    assertThatThrownBy(() -> fields.text("x")).hasMessage("x: is missing");
  }

  @Test
  void nullIsNotAbsent() {
    assertThatThrownBy(() -> fields("{\"x\":null}").optionalText("x", Cidr::parse))
        .hasMessage("x: is null and not a string");
  }

  @Test
  void errorsNameThePath() {
    JsonFields fields =
        fields("{\"ranges\":[{\"cidr\":\"10.0.0.0/8\"},{\"cidr\":\"10.0.0.1/8\"}]}");
    assertThatThrownBy(() -> fields.objects("ranges", range -> range.text("cidr", Cidr::parse)))
        .isInstanceOfSatisfying(
            MalformedException.class,
            e -> {
              assertThat(e.field()).isEqualTo("ranges[1].cidr");
              assertThat(e.reason()).contains("host bits");
            });
  }

  @Test
  void aMemberNobodyAskedForIsRefused() {
    JsonFields fields = fields("{\"a\":\"1\",\"b\\n\":\"2\"}");
    fields.text("a");
    assertThatThrownBy(fields::refuseUnknown).hasMessage("has an unknown member \"b?\"");
  }

  @Test
  void numbersOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> fields("{\"n\":6}").integer("n", 1, 5))
        .hasMessage("n: is not between 1 and 5");
  }

  @Test
  void theWriterPutsCommasWhereTheyBelong() {
    String json =
        new JsonWriter()
            .beginObject()
            .name("a")
            .beginArray()
            .number(1)
            .bool(false)
            .beginObject()
            .endObject()
            .text("\u0001\n\"")
            .endArray()
            .name("b")
            .beginArray()
            .endArray()
            .endObject()
            .toString();
    assertThat(json).isEqualTo("{\"a\":[1,false,{},\"\\u0001\\u000a\\\"\"],\"b\":[]}");
  }
}
