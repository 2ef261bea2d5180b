package io.filigree.edge.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.Call;
import io.filigree.edge.agent.NatType;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallPacketTest {

  private static final Call OFFER =
      new Call.Offer(
          0x0102030405060708L,
          1,
          NatType.PLAIN,
          List.of(
              new Candidate(CandidateKind.LAN, Endpoint.parse("192.168.1.10:51871")),
              new Candidate(CandidateKind.OBSERVED, Endpoint.parse("[2001:db8::7]:40001"))));
  private static final String BYTES =
      "46474531030000000102030405060708"
          + "02010000"
          + "0004ca9fc0a8010a"
          + "00".repeat(12)
          + "01069c4120010db8000000000000000000000007";

  @Test
  void bytesAreTheOnesThatArePublished() throws IOException {
    assertThat(HexFormat.of().formatHex(CallPacket.write(OFFER))).isEqualTo(BYTES);
    assertThat(Files.readString(Path.of("../openapi/README.md"))).contains(BYTES);
  }

  @Test
  void whatIsWrittenIsRead() {
    List<Candidate> most =
        Collections.nCopies(
            Call.MOST_PLACES,
            new Candidate(CandidateKind.OBSERVED, Endpoint.parse("203.0.113.1:1")));
    for (Call call :
        List.of(
            OFFER,
            new Call.Answer(-1, NatType.SYMMETRIC, most),
            new Call.Answer(0, NatType.NONE, List.of()),
            new Call.Go(Long.MAX_VALUE))) {
      byte[] bytes = CallPacket.write(call);
      assertThat(bytes.length).isLessThanOrEqualTo(CallPacket.MOST_BYTES);
      assertThat(CallPacket.read(bytes, bytes.length)).contains(call);
    }
  }

  @Test
  void whateverIsChangedInItIsReadAsSomethingElseOrNotAtAll() {
    byte[] bytes = CallPacket.write(OFFER);
    for (int at = 0; at < bytes.length; at++) {
      for (int flip = 1; flip < 256; flip++) {
        byte[] other = bytes.clone();
        other[at] ^= (byte) flip;
        assertThat(CallPacket.read(other, other.length)).isNotEqualTo(Optional.of(OFFER));
      }
    }
  }

  @Test
  void anyOtherLengthIsNone() {
    byte[] bytes = Arrays.copyOf(CallPacket.write(OFFER), 400);
    for (int length = 0; length < bytes.length; length++) {
      boolean whole = length == 60;
      assertThat(CallPacket.read(bytes, length).equals(Optional.of(OFFER))).isEqualTo(whole);
    }
  }

  @Test
  void theEchoesOnTheSamePortAreNone() {
    byte[] question = EchoPacket.question(7);
    assertThat(CallPacket.read(question, question.length)).isEmpty();
  }
}
