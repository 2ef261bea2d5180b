package io.filigree.edge.echo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EchoPacketTest {
  private static final long NONCE = 0x0102030405060708L;
  private static final InetSocketAddress V4 = Sockets.at(IpAddress.parse("10.42.0.1"), 40_000);
  private static final String QUESTION = "46474531010000000102030405060708" + "00".repeat(48);
  private static final String ANSWER =
      "464745310200000001020304050607080400" + "9c40" + "0a2a0001" + "00".repeat(12);

  @Test
  void bytesAreTheOnesThatArePublished() throws IOException {
    assertThat(hex(EchoPacket.question(NONCE))).isEqualTo(QUESTION);
    assertThat(hex(EchoPacket.answer(NONCE, V4))).isEqualTo(ANSWER);

    assertThat(Files.readString(Path.of("../openapi/README.md"))).contains(QUESTION, ANSWER);
  }

  @Test
  void answerIsShorterThanItsQuestion() {
    assertThat(EchoPacket.answer(NONCE, V4)).hasSizeLessThan(EchoPacket.question(NONCE).length);
  }

  @Test
  void whatIsWrittenIsRead() {
    byte[] question = EchoPacket.question(NONCE);
    assertThat(EchoPacket.readQuestion(question, question.length)).contains(NONCE);
    for (String seen : new String[] {"10.42.0.1", "fd10:42::1"}) {
      InetSocketAddress from = Sockets.at(IpAddress.parse(seen), 65_535);
      byte[] answer = EchoPacket.answer(NONCE, from);
      assertThat(EchoPacket.readAnswer(answer, answer.length))
          .contains(new EchoPacket.Answer(NONCE, from));
    }
  }

  @Test
  void anythingElseIsNeither() {
    byte[] answer = EchoPacket.answer(NONCE, V4);
    byte[] asLong = Arrays.copyOf(answer, EchoPacket.QUESTION_BYTES);
    assertThat(EchoPacket.readQuestion(asLong, asLong.length)).as("an answer").isEmpty();

    byte[] question = EchoPacket.question(NONCE);
    assertThat(EchoPacket.readQuestion(question, question.length - 1)).as("short").isEmpty();
    byte[] longer = Arrays.copyOf(question, question.length + 1);
    assertThat(EchoPacket.readQuestion(longer, longer.length)).as("long").isEmpty();
    System.arraycopy("FGE2".getBytes(US_ASCII), 0, question, 0, 4);
    assertThat(EchoPacket.readQuestion(question, question.length)).as("other magic").isEmpty();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
