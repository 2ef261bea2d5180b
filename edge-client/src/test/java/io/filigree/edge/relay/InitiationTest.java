package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Type 1 from one site to another. */
class InitiationTest {

  private final RelayRun run = RelayRun.attached();

  @Test
  void theReceiverIsFoundByMac1() {
    assertThat(run.route(Crafted.initiation(1, run.b), run.atA)).isEqualTo("B");
    assertThat(run.route(Crafted.initiation(2, run.c), run.atA)).isEqualTo("C");
    assertThat(run.route(Crafted.initiation(3, run.a), run.atD)).isEqualTo("A");
    assertThat(run.count(Count.MAC1_SEARCHES)).isEqualTo(3);
  }

  @Test
  void theSameReceiverIsNotSearchedForTwice() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.initiation(2, run.c), run.atA);
    run.route(Crafted.initiation(3, run.b), run.atA);
    run.route(Crafted.initiation(4, run.c), run.atA);
    assertThat(run.count(Count.MAC1_SEARCHES)).isEqualTo(2);
  }

  @Test
  void noKeyIsTriedForAStranger() {
    assertThat(run.route(Crafted.initiation(1, run.b), run.elsewhere)).isEmpty();
    assertThat(run.count(Count.MAC1_SEARCHES)).isZero();
    assertThat(run.count(Count.DROP_INITIATION_STRANGER)).isEqualTo(1);
  }

  @Test
  void anInitiationForNobodyIsDropped() {
    assertThat(run.route(Crafted.initiation(1, new TestSite("nobody")), run.atA)).isEmpty();
    assertThat(run.count(Count.DROP_INITIATION_NOBODY)).isEqualTo(1);
  }

  @Test
  void sitesThatAreNotLinkedAreNotBroughtTogether() {
    run.serve(
        (x, y) -> !x.name().equals(y.name()) && !List.of(x, y).contains(run.d.member()),
        run.a,
        run.b,
        run.c,
        run.d);
    assertThat(run.route(Crafted.initiation(1, run.d), run.atA)).isEmpty();
    assertThat(run.route(Crafted.initiation(2, run.a), run.atD)).isEmpty();
    assertThat(run.route(Crafted.initiation(3, run.b), run.atA)).isEqualTo("B");
    assertThat(run.count(Count.DROP_NOT_LINKED)).isEqualTo(2);
    assertThat(run.route(Crafted.response(9, 1, run.a), run.atD)).isEmpty();
  }

  @Test
  void aSiteIsNotBroughtTogetherWithItself() {
    assertThat(run.route(Crafted.initiation(1, run.a), run.atA)).isEmpty();
  }

  @Test
  void anInitiationWaitsForAReceiverThatIsAboutToAttach() {
    RelayRun late = RelayRun.withMembers();
    late.attach(late.a, late.atA);
    byte[] first = Crafted.initiation(1, late.b);
    assertThat(late.route(first, late.atA)).isEmpty();
    late.pass(Seconds.of(2));
    var session = late.handshake(late.b, late.atB);
    List<Sent> then = late.receive(session.seal(new byte[0]), late.atB);
    assertThat(then)
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.is(first)).isTrue();
          assertThat(sent.to()).isEqualTo(late.atB);
        });
    assertThat(late.route(Crafted.response(2, 1, late.a), late.atB)).isEqualTo("A");
  }

  @Test
  void anInitiationWaitsForFiveSecondsOnly() {
    RelayRun late = RelayRun.withMembers();
    late.attach(late.a, late.atA);
    late.route(Crafted.initiation(1, late.b), late.atA);
    late.pass(Seconds.of(5));
    var session = late.handshake(late.b, late.atB);
    assertThat(late.receive(session.seal(new byte[0]), late.atB)).isEmpty();
  }

  @Test
  void anAnsweredInitiationIsNotSentAgain() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.response(2, 1, run.a), run.atB);
    var session = run.handshake(run.b, run.elsewhere);
    assertThat(run.receive(session.seal(new byte[0]), run.elsewhere)).isEmpty();
    assertThat(run.core.snapshot().unanswered()).isZero();
  }

  @Test
  void ofTwoCrossingInitiationsTheSecondIsDroppedOnce() {
    assertThat(run.route(Crafted.initiation(1, run.b), run.atA)).isEqualTo("B");
    assertThat(run.route(Crafted.initiation(2, run.a), run.atB)).isEmpty();
    assertThat(run.count(Count.DROP_INITIATION_CROSSING)).isEqualTo(1);
    assertThat(run.route(Crafted.initiation(3, run.a), run.atB)).isEqualTo("A");
  }

  @Test
  void afterASecondNothingCrosses() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.pass(Seconds.ONE);
    assertThat(run.route(Crafted.initiation(2, run.a), run.atB)).isEqualTo("A");
  }

  @Test
  void whatIsAnsweredCrossesNothing() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.response(2, 1, run.a), run.atB);
    assertThat(run.route(Crafted.initiation(3, run.a), run.atB)).isEqualTo("A");
  }

  @Test
  void aPairThatStartsTogetherComesToASession() {
    var fromA = run.a.initiation(run.b);
    var fromB = run.b.initiation(run.a);
    assertThat(run.route(fromA.message(), run.atA)).isEqualTo("B");
    assertThat(run.route(fromB.message(), run.atB)).as("suppressed").isEmpty();
    var answer = run.b.answer(fromA.message(), run.a.key().publicKey());
    assertThat(run.route(answer.message(), run.atB)).isEqualTo("A");
    var session = fromA.complete(answer.message()).orElseThrow();
    byte[] packet = session.seal(new byte[] {1});
    assertThat(run.route(packet, run.atA)).isEqualTo("B");
    assertThat(TestSite.opens(answer.transport(), packet)).isTrue();
  }

  @Test
  void aSiteThatFloodsIsHeldBackAndOthersAreNot() {
    for (int i = 0; i < 3000; i++) {
      run.route(Crafted.initiation(10_000 + i, run.b), run.atA);
    }
    assertThat(run.count(Count.DROP_INITIATION_RATE)).isGreaterThan(300);
    assertThat(run.route(Crafted.initiation(1, run.c), run.atD)).isEqualTo("C");
  }

  @Test
  void searchesForNobodyComeToAnEndAndKnownPeersStillPass() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    TestSite nobody = new TestSite("nobody");
    for (int i = 0; i < 4000; i++) {
      run.route(Crafted.initiation(10_000 + i, nobody), run.atA);
      if (i % 400 == 0) {
        run.pass(Seconds.ONE); // so that it is not the rate of initiations that ends it
      }
    }
    assertThat(run.count(Count.MAC1_SEARCHES)).isLessThan(3000);
    run.pass(Seconds.ONE);
    assertThat(run.route(Crafted.initiation(2, run.b), run.atA)).isEqualTo("B");
  }

  @Test
  void aSiteWithMorePeersThanAreRememberedIsStillServed() {
    List<TestSite> many = new ArrayList<>();
    List<Member> members = new ArrayList<>(List.of(run.a.member()));
    for (int i = 0; i < 2 * Recent.SIZE; i++) {
      TestSite site = new TestSite("peer-" + i);
      many.add(site);
      members.add(site.member());
    }
    run.core.serve(new Members(members, Pairs.all()), run.now);
    run.attach(run.a, run.atA);
    int index = 0;
    for (int round = 0; round < 2; round++) {
      for (TestSite site : many) {
        run.receive(Crafted.initiation(index++, site), run.atA);
      }
    }
    assertThat(run.count(Count.INITIATIONS_KEPT)).isEqualTo(4L * Recent.SIZE);
    assertThat(run.core.snapshot().unanswered()).isEqualTo(2 * Recent.SIZE);
  }
}
