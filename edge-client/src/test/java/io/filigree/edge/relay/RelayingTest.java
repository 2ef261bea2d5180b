package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.relay.RelayRun.Pair;
import org.junit.jupiter.api.Test;

/** Types 2, 3 and 4 between sites whose addresses are known. */
class RelayingTest {

  private static final int OF_A = 0x1111;
  private static final int OF_B = 0x2222;
  private static final int OF_C = 0x3333;

  private final RelayRun run = RelayRun.attached();

  /** A and B have met: A announced 1111, B 2222. */
  private void met() {
    run.route(Crafted.initiation(OF_A, run.b), run.atA);
    run.route(Crafted.response(OF_B, OF_A, run.a), run.atB);
  }

  @Test
  void aRealPairMeetsAndTalksAndTheRelayHasNoKeyToIt() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    for (int i = 0; i < 10; i++) {
      byte[] there = pair.first().seal(new byte[] {1, 2, 3});
      assertThat(run.route(there, run.atA)).isEqualTo("B");
      assertThat(TestSite.opens(pair.second(), there)).isTrue();
      byte[] back = pair.second().seal(new byte[] {4});
      assertThat(run.route(back, run.atB)).isEqualTo("A");
      assertThat(TestSite.opens(pair.first(), back)).isTrue();
    }
    assertThat(run.count(Count.DATA)).isEqualTo(20);
  }

  @Test
  void onlyTheOneThatWasAskedMayAnswer() {
    run.route(Crafted.initiation(OF_A, run.b), run.atA);
    assertThat(run.route(Crafted.response(OF_C, OF_A, run.a), run.atC)).isEmpty();
    assertThat(run.route(Crafted.response(OF_B, OF_A, run.c), run.atB)).as("made for C").isEmpty();
    assertThat(run.route(Crafted.response(OF_B, OF_A, run.a), run.atB)).isEqualTo("A");
  }

  @Test
  void aResponseThatNobodyAskedForIsDropped() {
    assertThat(run.route(Crafted.response(OF_B, OF_A, run.a), run.atB)).isEmpty();
    assertThat(run.count(Count.DROP_RESPONSE_UNASKED)).isEqualTo(1);
  }

  @Test
  void anInitiationTakesFourAnswersAtMostAndWrongOnesDoNotCount() {
    run.route(Crafted.initiation(OF_A, run.b), run.atA);
    for (int i = 0; i < 10; i++) {
      assertThat(run.route(Crafted.response(90 + i, OF_A, run.c), run.atB)).isEmpty();
    }
    StringBuilder routes = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      routes.append(run.route(Crafted.response(50 + i, OF_A, run.a), run.atB));
    }
    assertThat(routes).hasToString("AAAA");
  }

  @Test
  void anAnswerThatComesTooLateIsDropped() {
    run.route(Crafted.initiation(OF_A, run.b), run.atA);
    run.pass(Seconds.of(10));
    assertThat(run.route(Crafted.response(OF_B, OF_A, run.a), run.atB)).isEmpty();
    met();
    run.pass(Seconds.of(10));
    assertThat(run.route(Crafted.response(OF_B, OF_A, run.a), run.atB)).isEmpty();
  }

  @Test
  void dataFollowsTheIndexBothWays() {
    met();
    assertThat(run.route(Crafted.data(OF_B), run.atA)).isEqualTo("B");
    assertThat(run.route(Crafted.data(OF_A), run.atB)).isEqualTo("A");
    assertThat(run.route(Crafted.data(OF_B, 32), run.atA)).isEqualTo("B");
    assertThat(run.route(Crafted.data(OF_B, 1500), run.atA)).isEqualTo("B");
  }

  @Test
  void aCookieReplyFollowsTheIndex() {
    run.route(Crafted.initiation(OF_A, run.b), run.atA);
    assertThat(run.route(Crafted.cookie(OF_A), run.atB)).isEqualTo("A");
    assertThat(run.route(Crafted.cookie(OF_A), run.atC)).isEmpty();
    assertThat(run.route(Crafted.cookie(OF_A), run.elsewhere)).isEmpty();
  }

  @Test
  void anIndexIsOfNoUseToAnotherSite() {
    met();
    assertThat(run.route(Crafted.data(OF_B), run.atC)).isEmpty();
    assertThat(run.route(Crafted.data(OF_A), run.atC)).isEmpty();
    assertThat(run.route(Crafted.data(OF_A), run.atA)).as("back to itself").isEmpty();
    assertThat(run.count(Count.DROP_DATA_UNKNOWN_INDEX)).isEqualTo(3);
  }

  @Test
  void equalIndicesOfPeersOfDifferentSitesDoNotMatter() {
    met();
    run.route(Crafted.initiation(OF_C, run.d), run.atC);
    assertThat(run.route(Crafted.response(OF_B, OF_C, run.c), run.atD)).isEqualTo("C");
    assertThat(run.route(Crafted.data(OF_B), run.atA)).isEqualTo("B");
    assertThat(run.route(Crafted.data(OF_B), run.atC)).isEqualTo("D");
  }

  @Test
  void ofEqualIndicesOfPeersOfOneSiteTheSecondMustTryAgain() {
    met();
    run.route(Crafted.initiation(OF_C, run.d), run.atA);
    assertThat(run.route(Crafted.response(OF_B, OF_C, run.a), run.atD)).as("taken").isEmpty();
    assertThat(run.route(Crafted.response(OF_B + 1, OF_C, run.a), run.atD)).isEqualTo("A");
    assertThat(run.route(Crafted.initiation(OF_B, run.a), run.atC)).as("taken").isEmpty();
    assertThat(run.route(Crafted.initiation(OF_B + 2, run.a), run.atC)).isEqualTo("A");
    assertThat(run.route(Crafted.data(OF_B), run.atA)).isEqualTo("B");
    assertThat(run.route(Crafted.data(OF_B + 1), run.atA)).isEqualTo("D");
    assertThat(run.count(Count.DROP_INDEX_TAKEN)).isEqualTo(2);
  }

  @Test
  void ofEqualIndicesInTwoInitiationsToOneSiteTheSecondMustTryAgain() {
    run.route(Crafted.initiation(OF_A, run.b), run.atA);
    assertThat(run.route(Crafted.initiation(OF_A, run.b), run.atC)).as("taken").isEmpty();
    assertThat(run.route(Crafted.initiation(OF_A, run.d), run.atC)).isEqualTo("D");
    assertThat(run.route(Crafted.response(OF_B, OF_A, run.a), run.atB)).isEqualTo("A");
    assertThat(run.route(Crafted.response(OF_B, OF_A, run.c), run.atD)).isEqualTo("C");
    assertThat(run.route(Crafted.data(OF_A), run.atB)).isEqualTo("A");
    assertThat(run.route(Crafted.data(OF_A), run.atD)).isEqualTo("C");
  }

  @Test
  void anIndexDiesTwoHundredSecondsAfterItsHandshake() {
    met();
    for (int i = 0; i < 7; i++) {
      run.pass(Seconds.of(28));
      assertThat(run.route(Crafted.data(OF_B), run.atA)).as("use prolongs nothing").isEqualTo("B");
    }
    run.pass(Seconds.of(6));
    assertThat(run.route(Crafted.data(OF_B), run.atA)).isEmpty();
    assertThat(run.core.snapshot().indices()).isZero();
  }

  @Test
  void anIndexThatNobodyAnsweredDiesAfterTen() {
    run.route(Crafted.initiation(OF_A, run.b), run.atA);
    assertThat(run.route(Crafted.data(OF_A), run.atB)).as("not in use yet").isEmpty();
    run.pass(Seconds.of(11));
    assertThat(run.core.snapshot().indices()).isZero();
  }

  @Test
  void aReceiverThatHasGoneGetsNothing() {
    met();
    run.attach(run.c, run.atB); // B's address is C's now
    assertThat(run.route(Crafted.data(OF_B), run.atA)).isEmpty();
    assertThat(run.route(Crafted.data(OF_A), run.atB)).as("C is not B").isEmpty();
  }

  @Test
  void whatIsNoMessageOfWireGuardIsDropped() {
    int drops = 0;
    for (byte[] packet :
        new byte[][] {
          {},
          {4},
          {1, 0, 0, 0, 1, 2, 3},
          Crafted.bytes(1, 147),
          Crafted.bytes(1, 149),
          Crafted.bytes(2, 93),
          Crafted.bytes(3, 63),
          Crafted.bytes(4, 31),
          Crafted.bytes(5, 64),
          Crafted.bytes(0, 64),
          Crafted.bytes(0x0104, 64)
        }) {
      assertThat(run.route(packet, run.atA)).isEmpty();
      assertThat(run.count(Count.DROP_SHAPE)).isEqualTo(++drops);
    }
  }
}
