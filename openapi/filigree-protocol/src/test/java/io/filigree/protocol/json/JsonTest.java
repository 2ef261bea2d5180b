package io.filigree.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final JsonLimits LIMITS = new JsonLimits(100_000, 4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "0",
        "-1",
        "true",
        "false",
        "null",
        "{\"a\":{\"b\":[1,\"x\",null]}}",
        "9223372036854775807",
        "-9223372036854775808",
        "\"\\u0000\\u001f\\\"\\\\\"",
        "\"é€😀\"",
        "[[],{},[{}]]"
      })
  void compactTextsReadAsTheyAreWritten(String text) {
    assertThat(Json.parse(text, LIMITS).toJson()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}}",
        "{} {}",
        "[] x",
        "nul",
        "nulL",
        "True",
        "tru",
        "NaN",
        "Infinity",
        "undefined",
        "+1",
        "01",
        "-01",
        "-0",
        "-",
        "1.0",
        "1e3",
        "1E3",
        ".5",
        "1.",
        "0x10",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999999999",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\udc00\\udc00\"",
        "\"\\ud800x\"",
        "\"\\ud800\\ud800\"",
        "\"\\ud800\\n\"",
        "\"\n\"",
        "\"\t\"",
        "\"\u0000\"",
        "\"\u001f\"",
        "\ufeff{}",
        "{}\u0000",
        "/**/{}",
        "// x\n{}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "[\u00a01]",
        "\f[]"
      })
  void whatIsNotStrictIsRefused(String text) {
    assertThatThrownBy(() -> Json.parse(text, LIMITS)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Json.parse(dribble(text.getBytes(StandardCharsets.UTF_8)), LIMITS))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void brokenUtf8IsRefused() {
    int[][] broken = {
      {0x80},
      {0xc0, 0x80},
      {0xc3},
      {0xe2, 0x82},
      {0xed, 0xa0, 0x80},
      {0xf4, 0x90, 0x80, 0x80},
      {0xff},
      {0xf0, 0x80, 0x80, 0x80}
    };
    for (int[] sequence : broken) {
      byte[] text = new byte[sequence.length + 2];
      text[0] = '"';
      text[text.length - 1] = '"';
      for (int i = 0; i < sequence.length; i++) {
        text[i + 1] = (byte) sequence[i];
      }
      assertThatThrownBy(() -> Json.parse(text, LIMITS)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void halfASurrogatePairIsRefusedInAStringToo() {
    assertThatThrownBy(() -> Json.parse("\"\ud800\"", LIMITS))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new JsonString("a\udc00").toJson())
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void escapesAreUnderstood() {
    assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\uDE00\"", LIMITS))
        .isEqualTo(new JsonString("\"\\/\b\f\n\r\té€😀"));
  }

  @Test
  void aNameTwiceAmongManyIsRefused() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 40; i++) {
      text.append("\"n").append(i).append("\":").append(i).append(',');
    }
    String head = text.toString();
    assertThat(Json.parse(head + "\"n40\":0}", LIMITS)).isInstanceOf(JsonObject.class);
    for (int i : List.of(0, 15, 16, 17, 39)) {
      assertThatThrownBy(() -> Json.parse(head + "\"n" + i + "\":0}", LIMITS))
          .hasMessageContaining("twice");
    }
  }

  @Test
  void depthIsLimited() {
    assertThat(Json.parse("[[[[]]]]", LIMITS)).isInstanceOf(JsonArray.class);
    assertThatThrownBy(() -> Json.parse("[[[[[]]]]]", LIMITS)).hasMessageContaining("4 levels");
    assertThatThrownBy(() -> Json.parse("[".repeat(99_999), LIMITS))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void sizeIsLimitedForArraysAndStreams() {
    byte[] text = ("\"" + "x".repeat(LIMITS.maxBytes()) + "\"").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.parse(text, LIMITS)).hasMessageContaining("longer");
    assertThatThrownBy(() -> Json.parse(new ByteArrayInputStream(text), LIMITS))
        .hasMessageContaining("longer");
    byte[] fits =
        ("\"" + "x".repeat(LIMITS.maxBytes() - 2) + "\"").getBytes(StandardCharsets.UTF_8);
    assertThat(Json.parse(new ByteArrayInputStream(fits), LIMITS)).isInstanceOf(JsonString.class);
  }

  @Test
  void theByteWhereReadingStoppedIsNamed() {
    assertThatThrownBy(() -> Json.parse("{\"a\":01}", LIMITS)).hasMessageContaining("at byte 7");
  }

  @Test
  void randomValuesReadAsTheyAreWrittenHoweverTheStreamIsCut() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      JsonValue value = value(random, 3);
      String text = value.toJson();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(Json.parse(text, LIMITS)).isEqualTo(value);
      assertThat(Json.parse(dribble(bytes), LIMITS)).isEqualTo(value);
    }
  }

  @Test
  void aCutTextIsNeverAValue() {
    byte[] text =
        "{\"a\":[1,-20,\"\\u00e9\",true,null,{\"b\":\"é\"}]}".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < text.length; length++) {
      byte[] cut = Arrays.copyOf(text, length);
      assertThatThrownBy(() -> Json.parse(cut, LIMITS)).isInstanceOf(MalformedException.class);
    }
  }

  private static JsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> new JsonNumber(random.nextLong() >> random.nextInt(64));
      case 1 -> new JsonBoolean(random.nextBoolean());
      case 2 -> JsonNull.NULL;
      case 3 -> new JsonString(text(random));
      case 4 -> new JsonArray(List.of(value(random, depth - 1), value(random, depth - 1)));
      default ->
          JsonObject.builder()
              .put("a" + text(random), value(random, depth - 1))
              .put("b" + text(random), value(random, depth - 1))
              .build();
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int limit = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1;
      int codePoint = random.nextInt(limit);
      boolean surrogate = codePoint >= 0xd800 && codePoint < 0xe000;
      text.appendCodePoint(surrogate ? 'x' : codePoint);
    }
    return text.toString();
  }

  /** A stream that gives one to three bytes at a time, as a network may. */
  private static InputStream dribble(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1 + pos % 3));
      }
    };
  }
}
