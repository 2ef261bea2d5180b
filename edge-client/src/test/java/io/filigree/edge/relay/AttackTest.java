package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.relay.RelayRun.Pair;
import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody who has seen all packets on the wire, or is a member himself, against a pair that talks.
 * Whatever he sends: no packet of the pair is lost, no address moves, and he gets none of theirs.
 */
class AttackTest {

  private static final int ROUNDS = 300;

  private final RelayRun run = RelayRun.attached();
  private final List<byte[]> captured = new ArrayList<>();
  private final List<Sent> atAttacker = new ArrayList<>();
  private final List<byte[]> ofPair = new ArrayList<>();
  private Transport relayOfA;
  private Pair pair;
  private int indexOfA;
  private int indexOfB;
  private int indexOfRelay;

  @BeforeEach
  void captureEverything() {
    SentInitiation attach = run.a.initiation(run.relayKey());
    captured.add(attach.message());
    byte[] answer = run.receive(attach.message(), run.atA).getFirst().bytes();
    relayOfA = attach.complete(answer).orElseThrow();
    byte[] keepalive = relayOfA.seal(new byte[0]);
    captured.add(keepalive);
    run.receive(keepalive, run.atA);
    SentInitiation initiation = run.a.initiation(run.b);
    captured.add(initiation.message());
    run.receive(initiation.message(), run.atA);
    var response = run.b.answer(initiation.message(), run.a.key().publicKey());
    captured.add(response.message());
    run.receive(response.message(), run.atB);
    pair = new Pair(initiation.complete(response.message()).orElseThrow(), response.transport());
    indexOfA = Message.intAt(initiation.message(), Message.SENDER);
    indexOfB = Message.intAt(response.message(), Message.SENDER);
    indexOfRelay = Message.intAt(keepalive, Message.RECEIVER);
    for (int i = 0; i < 5; i++) {
      captured.add(talk());
    }
    run.latches().clear();
  }

  /** One packet there and one back, both of which must arrive. */
  private byte[] talk() {
    byte[] there = pair.first().seal(new byte[] {1});
    byte[] back = pair.second().seal(new byte[] {2});
    ofPair.add(there);
    ofPair.add(back);
    assertThat(run.route(there, run.atA)).isEqualTo("B");
    assertThat(TestSite.opens(pair.second(), there)).isTrue();
    assertThat(run.route(back, run.atB)).isEqualTo("A");
    assertThat(TestSite.opens(pair.first(), back)).isTrue();
    return there;
  }

  /** Sends what the attacker sends, from where he pretends to be, while the pair talks. */
  private void attack(Address from, IntFunction<byte[]> packets) {
    for (int i = 0; i < ROUNDS; i++) {
      for (Sent sent : run.receive(packets.apply(i), from)) {
        if (sent.to().equals(run.elsewhere) || sent.to().equals(run.atC)) {
          atAttacker.add(sent);
        }
      }
      if (i % 10 == 0) {
        talk();
      }
    }
  }

  @AfterEach
  void nothingMovedAndNothingLeaked() {
    talk();
    assertThat(run.latches()).isEmpty();
    for (Sent sent : atAttacker) {
      assertThat(sent.type()).as("%s", sent).isNotEqualTo(Message.DATA);
      assertThat(ofPair).noneMatch(sent::is);
    }
  }

  private byte[] replay(int round) {
    return captured.get(round % captured.size());
  }

  @Test
  void whatWasCapturedIsReplayedFromElsewhere() {
    attack(run.elsewhere, this::replay);
    assertThat(atAttacker).as("questions").hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void garbageOfEveryTypeComesFromElsewhere() {
    attack(run.elsewhere, i -> Crafted.bytes(1 + i % 4, new int[] {148, 92, 64, 96}[i % 4]));
    assertThat(atAttacker).isEmpty();
  }

  @Test
  void initiationsWithATrueMacOfBComeFromElsewhere() {
    attack(run.elsewhere, i -> Crafted.initiation(i, run.b));
    assertThat(atAttacker).isEmpty();
  }

  @Test
  void initiationsWithATrueMacOfTheRelayComeFromElsewhere() {
    attack(run.elsewhere, i -> Crafted.initiation(i, run.relay));
    assertThat(atAttacker).isEmpty();
  }

  @Test
  void dataWithALiveIndexComesFromElsewhere() {
    attack(run.elsewhere, i -> Crafted.data(i % 2 == 0 ? indexOfA : indexOfB));
    assertThat(atAttacker).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void dataWithTheIndexOfTheRelaysSessionComesFromElsewhere() {
    attack(run.elsewhere, i -> Crafted.data(indexOfRelay, 32));
    assertThat(atAttacker).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void spoofedAsA() {
    attack(run.atA, i -> Crafted.initiation(10_000 + i, run.b));
  }

  @Test
  void capturedInitiationsSpoofedAsA() {
    attack(run.atA, i -> captured.get(2));
  }

  @Test
  void dataSpoofedAsA() {
    attack(run.atA, i -> Crafted.data(indexOfB));
  }

  @Test
  void responsesSpoofedAsA() {
    run.pass(Seconds.of(10)); // the pair's handshake is over
    int before = run.core.snapshot().indices();
    attack(run.atA, i -> Crafted.response(20_000 + i, indexOfB, run.b));
    attack(run.atB, i -> Crafted.response(30_000 + i, indexOfA, run.a));
    assertThat(run.core.snapshot().indices()).as("nothing is learned").isEqualTo(before);
  }

  @Test
  void dataOfAnInsiderWithLiveIndices() {
    attack(run.atC, i -> Crafted.data(i % 2 == 0 ? indexOfA : indexOfB));
    assertThat(run.count(Count.DROP_DATA_UNKNOWN_INDEX)).isEqualTo(ROUNDS);
  }

  @Test
  void responsesOfAnInsiderWithLiveIndices() {
    attack(run.atC, i -> Crafted.response(40_000 + i, indexOfA, run.a));
    assertThat(run.count(Count.DROP_RESPONSE_UNASKED)).isEqualTo(ROUNDS);
  }

  @Test
  void initiationsOfAnInsider() {
    attack(run.atC, i -> Crafted.initiation(50_000 + i, run.b));
  }

  @Test
  void anInsiderClaimsTheIndicesOfThePair() {
    attack(
        run.atC,
        i -> Crafted.initiation(i % 2 == 0 ? indexOfA : indexOfB, i % 3 == 0 ? run.a : run.b));
    attack(run.atC, i -> Crafted.data(i % 2 == 0 ? indexOfA : indexOfB));
  }

  @Test
  void anInsiderAnswersAsIfTheIndexOfThePairWereHis() {
    for (int i = 0; i < 50; i++) {
      run.receive(Crafted.initiation(60_000 + i, run.c), run.atD);
      run.receive(Crafted.response(indexOfB, 60_000 + i, run.d), run.atC);
    }
    attack(run.atC, i -> Crafted.data(indexOfB));
  }

  /** He is on the path and hands on the relay's question, but not from his own address. */
  @Test
  void aQuestionThatIsPassedOnProvesTheSiteWhereItAnswersFrom() {
    Sent question =
        run.receive(pair.first().seal(new byte[] {9}), run.elsewhere).stream()
            .filter(one -> one.type() == Message.INITIATION)
            .findFirst()
            .orElseThrow();
    run.answer(run.a, question, run.atA);
    assertThat(run.latches()).isEmpty();
  }

  @Test
  void aRelayThatHasForgottenAllIsFedWhatWasCaptured() {
    run.restart();
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    for (int i = 0; i < ROUNDS; i++) {
      for (Sent sent : run.receive(replay(i), run.elsewhere)) {
        assertThat(sent.type()).isNotEqualTo(Message.DATA);
        assertThat(sent.bytes().length).isLessThanOrEqualTo(Message.INITIATION_BYTES);
      }
    }
    assertThat(run.latches()).isEmpty();
    run.attach(run.a, run.atA);
    run.attach(run.b, run.atB);
    pair = run.meet(run.a, run.atA, run.b, run.atB);
    run.latches().clear();
  }
}
