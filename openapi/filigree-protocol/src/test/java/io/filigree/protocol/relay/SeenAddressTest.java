package io.filigree.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.IpAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenAddressTest {

  private static final SeenAddress V4 =
      new SeenAddress(IpAddress.parse("198.51.100.7"), 40_123, 1_793_620_800_000L);
  private static final SeenAddress V6 = new SeenAddress(IpAddress.parse("2001:db8::1"), 51_871, 0);

  @Test
  void theAnswerIsItsTextALineFeedAndTheQuestion() {
    assertThat(ascii(V4.answer(bytes("id-7")))).isEqualTo("198.51.100.7 40123 1793620800000\nid-7");
    assertThat(ascii(V6.answer(bytes("")))).isEqualTo("2001:db8::1 51871 0\n");
  }

  @Test
  void whatIsWrittenIsRead() {
    byte[] odd = {'\n', 0, ' '};
    assertThat(SeenAddress.parse(V4.answer(odd), odd)).isEqualTo(V4);
    assertThat(SeenAddress.parse(V6.answer(new byte[0]), new byte[0])).isEqualTo(V6);
  }

  @Test
  void anAnswerToAnotherQuestionIsNone() {
    assertThatThrownBy(() -> SeenAddress.parse(V4.answer(bytes("a")), bytes("b")))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> SeenAddress.parse(V4.answer(bytes("")), bytes("b")))
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "198.51.100.7 40123 1",
        "198.51.100.7 40123\n",
        "198.51.100.7 0 1\n",
        "198.51.100.7 65536 1\n",
        "198.51.100.7 040123 1\n",
        "198.51.100.7 40123 -1\n",
        "198.51.100.7  40123 1\n",
        "198.51.100.7 40123 1 \n",
        "198.51.100.7 4294967297 1\n",
        "relay.example 40123 1\n",
        "::ffff:198.51.100.7 40123 1\n"
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> SeenAddress.parse(bytes(text), new byte[0]))
        .isInstanceOf(MalformedException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
