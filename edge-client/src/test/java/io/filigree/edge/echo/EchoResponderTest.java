package io.filigree.edge.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.edge.plan.EchoPort;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoResponderTest {
  private static final IpAddress HERE = IpAddress.parse("127.0.0.1");
  private static final IpAddress ELSEWHERE = IpAddress.parse("127.0.0.2");
  private static final IpAddress ASKER = IpAddress.parse("127.0.0.9");

  private final EchoResponder responder = new EchoResponder((from, call) -> {});
  private int listenPort;

  @BeforeEach
  void findPort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(Sockets.at(HERE, 0))) {
      listenPort = free.getLocalPort() - 1;
    }
  }

  @AfterEach
  void stop() {
    responder.close();
  }

  @Test
  void askerLearnsTheAddressItIsSeenFrom() throws IOException {
    answerAt(HERE);

    assertThat(EchoQuestion.ask(ASKER, List.of(place(HERE)))).containsEntry(HERE, ASKER);
  }

  @Test
  void whoDoesNotAnswerCostsNobodyElseAnAnswer() throws IOException {
    answerAt(HERE);

    assertThat(EchoQuestion.ask(ASKER, List.of(place(ELSEWHERE), place(HERE))))
        .containsOnlyKeys(HERE);
  }

  @Test
  void itMovesWithTheAddressAndStaysWhereNothingChanged() throws IOException {
    answerAt(HERE);
    answerAt(HERE);
    assertThat(EchoQuestion.ask(ASKER, List.of(place(HERE)))).containsKey(HERE);

    answerAt(ELSEWHERE);

    assertThat(EchoQuestion.ask(ASKER, List.of(place(HERE), place(ELSEWHERE))))
        .containsOnlyKeys(ELSEWHERE);
  }

  @Test
  void anAddressThatIsNotThereYetIsTriedAgain() throws IOException {
    DatagramSocket holder = new DatagramSocket(place(HERE));
    answerAt(HERE);
    holder.close();

    answerAt(HERE);

    assertThat(EchoQuestion.ask(ASKER, List.of(place(HERE)))).containsKey(HERE);
  }

  @Test
  void whatIsNoQuestionGetsNoAnswerAndStopsNothing() throws IOException {
    answerAt(HERE);
    try (DatagramSocket socket = new DatagramSocket(Sockets.at(ASKER, 0))) {
      socket.setSoTimeout(200);
      socket.send(new DatagramPacket(new byte[64], 64, place(HERE)));
      socket.send(new DatagramPacket(new byte[1400], 1400, place(HERE)));
      assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[64], 64)))
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(EchoQuestion.ask(ASKER, List.of(place(HERE)))).containsKey(HERE);
  }

  @Test
  void answersAreFewASecondWhoeverAsks() {
    Budget budget = new Budget(3);
    long second = 1_000_000_000;
    int given = 0;
    for (int i = 0; i < 10; i++) {
      given += budget.allows(i) ? 1 : 0;
    }
    assertThat(given).isEqualTo(3);
    assertThat(budget.allows(second)).isTrue();
  }

  @Test
  void portIsBesideWireGuards() {
    assertThat(EchoPort.beside(51_871)).isEqualTo(51_872);
    assertThat(EchoPort.beside(65_535)).isEqualTo(65_534);
  }

  private void answerAt(IpAddress address) {
    responder.answerAt(List.of(InterfaceAddress.single(address)), listenPort);
  }

  private InetSocketAddress place(IpAddress address) {
    return EchoQuestion.responder(address, EchoPort.beside(listenPort));
  }
}
