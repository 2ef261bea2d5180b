package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.relay.RelayRun.Pair;
import io.filigree.protocol.noise.CookieJar;
import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Tai64n;
import io.filigree.protocol.noise.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets from addresses where no site is known to be, and how a site proves that it is there. */
class ChallengeTest {

  private final RelayRun run = RelayRun.attached();
  private final Address atNewPort = RelayRun.address("198.51.100.2", 4711);

  private static List<Sent> questions(List<Sent> sent) {
    return sent.stream().filter(one -> one.type() == Message.INITIATION).toList();
  }

  @Test
  void aSiteWhoseNatRebindsLosesNoPacket() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    byte[] packet = pair.second().seal(new byte[] {1});
    List<Sent> sent = run.receive(packet, atNewPort);
    assertThat(sent).hasSize(2);
    assertThat(sent).anyMatch(one -> one.is(packet) && one.to().equals(run.atA));
    Sent question = questions(sent).getFirst();
    assertThat(question.to()).isEqualTo(atNewPort);

    List<Sent> confirmation = run.answer(run.b, question, atNewPort);
    assertThat(run.latches()).containsExactly("store-b " + atNewPort);
    assertThat(confirmation)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.to()).isEqualTo(atNewPort);
          assertThat(one.bytes()).hasSize(Message.DATA_BYTES_LEAST);
        });
    byte[] answer = pair.first().seal(new byte[] {2});
    assertThat(run.receive(answer, run.atA))
        .singleElement()
        .satisfies(one -> assertThat(one.to()).isEqualTo(atNewPort));
  }

  @Test
  void theEmptyPacketConfirmsTheSession() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    Sent question = questions(run.receive(pair.second().seal(new byte[0]), atNewPort)).getFirst();
    var answer = run.b.answer(question.bytes(), run.relayKey());
    List<Sent> confirmation = run.receive(answer.message(), atNewPort);
    assertThat(TestSite.opens(answer.transport(), confirmation.getFirst().bytes())).isTrue();
    // and the session serves like any other
    run.receive(answer.transport().seal(new byte[0]), run.elsewhere);
    assertThat(run.where(run.b)).isEqualTo(run.elsewhere.toString());
  }

  @Test
  void packetsPassForASecondWhileTheSiteIsAsked() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.response(2, 1, run.a), run.atB);
    assertThat(run.route(Crafted.data(1), run.elsewhere)).contains("A");
    run.pass(Seconds.ofMillis(900));
    assertThat(run.route(Crafted.data(1), run.elsewhere)).isEqualTo("A");
    run.pass(Seconds.ofMillis(150));
    assertThat(run.route(Crafted.data(1), run.elsewhere)).as("nobody answered").isEmpty();
    assertThat(run.latches()).isEmpty();
  }

  @Test
  void packetsPassOnlyFromWhereTheSiteIsAsked() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.response(2, 1, run.a), run.atB);
    run.route(Crafted.data(1), run.elsewhere);
    Address third = RelayRun.address("203.0.113.77", 7);
    assertThat(run.receive(Crafted.data(1), third)).as("too soon to ask again").isEmpty();
  }

  @Test
  void anotherSitesAnswerIsNone() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    Sent question = questions(run.receive(pair.second().seal(new byte[0]), atNewPort)).getFirst();
    byte[] answer = run.b.answer(question.bytes(), run.relayKey()).message();
    for (int i = 12; i < Message.RESPONSE_MAC1; i += 7) {
      byte[] touched = answer.clone();
      touched[i] ^= 1;
      run.receive(Crafted.sign(touched, run.relay, Message.RESPONSE_MAC1), atNewPort);
    }
    assertThat(run.latches()).isEmpty();
    assertThat(run.count(Count.DROP_CHALLENGE_ANSWER)).isPositive();
    run.receive(answer, atNewPort);
    assertThat(run.latches()).as("the true one still counts").hasSize(1);
    run.receive(answer, run.elsewhere);
    assertThat(run.latches()).as("once").hasSize(1);
  }

  @Test
  void anAnswerThatComesTooLateIsNone() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    Sent question = questions(run.receive(pair.second().seal(new byte[0]), atNewPort)).getFirst();
    run.pass(Seconds.of(5));
    run.answer(run.b, question, atNewPort);
    assertThat(run.latches()).isEmpty();
  }

  @Test
  void aSiteIsAskedFiveTimesASecondAndOnceInTwoSecondsPerAddress() {
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.response(2, 1, run.a), run.atB);
    int asked = 0;
    for (int i = 0; i < 1000; i++) {
      Address from = RelayRun.address("203.0.113." + i % 250, 1000 + i);
      asked += questions(run.receive(Crafted.data(1), from)).size();
    }
    assertThat(asked).as("in one second").isBetween(4, 5);
    run.pass(Seconds.of(3));
    asked = 0;
    for (int i = 0; i < 1900; i++) {
      Address from = RelayRun.address("203.0.113.9", 1000 + i);
      asked += questions(run.receive(Crafted.data(1), from)).size();
    }
    assertThat(asked).as("in two seconds, of one IP").isEqualTo(1);
  }

  @Test
  void aKeepaliveOfAForgottenSessionStillSaysWhoseItIs() {
    Transport session = run.attach(run.a, run.atA);
    run.restart();
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    run.latches().clear();
    Sent question = run.receive(session.seal(new byte[0]), run.atA).getFirst();
    assertThat(question.to()).isEqualTo(run.atA);
    assertThat(run.latches()).isEmpty();
    run.answer(run.a, question, run.atA);
    assertThat(run.latches()).containsExactly("store-a " + run.atA);
  }

  @Test
  void anInitiationFromAnotherPortOfASitesAddressIsTakenUpOnceTheSiteAnswers() {
    byte[] initiation = run.b.initiation(run.a).message();
    List<Sent> sent = run.receive(initiation, atNewPort);
    assertThat(sent).hasSize(1);
    List<Sent> then = run.answer(run.b, questions(sent).getFirst(), atNewPort);
    assertThat(then).anyMatch(one -> one.is(initiation) && one.to().equals(run.atA));
    assertThat(run.count(Count.INITIATIONS_REINJECTED)).isEqualTo(1);
  }

  @Test
  void aResponseFromAnotherPortMakesTheSiteProveItself() {
    SentInitiation initiation = run.a.initiation(run.b);
    run.receive(initiation.message(), run.atA);
    byte[] response = run.b.answer(initiation.message(), run.a.key().publicKey()).message();
    List<Sent> sent = run.receive(response, atNewPort);
    assertThat(sent).singleElement().satisfies(one -> assertThat(one.to()).isEqualTo(atNewPort));
    assertThat(run.answer(run.b, sent.getFirst(), atNewPort))
        .as("A's initiation is sent to the new port")
        .anyMatch(one -> one.is(initiation.message()) && one.to().equals(atNewPort));
  }

  @Test
  void allSitesBehindOneAddressAreAskedInTurnAndEachOnce() {
    List<TestSite> crowd = new ArrayList<>();
    List<Member> members = new ArrayList<>(List.of(run.a.member()));
    for (int i = 0; i < 40; i++) {
      crowd.add(new TestSite("crowd-" + i));
      members.add(crowd.get(i).member());
    }
    run.core.serve(new Members(members, Pairs.all()), run.now);
    for (int i = 0; i < crowd.size(); i++) {
      run.attach(crowd.get(i), RelayRun.address("192.0.2.1", 2000 + i));
    }
    TestSite moved = crowd.get(39);
    Address there = RelayRun.address("192.0.2.1", 9999);
    byte[] initiation = moved.initiation(run.a).message();
    List<Sent> asked = new ArrayList<>(run.receive(initiation, there));
    assertThat(asked).as("a few at once").hasSize(Hunts.STEP);
    asked.addAll(run.pass(Seconds.ONE));
    assertThat(asked).hasSize(40).allMatch(one -> one.to().equals(there));
    long forMoved =
        asked.stream()
            .filter(one -> Crafted.isFor(one.bytes(), moved))
            .peek(one -> run.answer(moved, one, there))
            .count();
    assertThat(forMoved).isEqualTo(1);
    assertThat(run.where(moved)).isEqualTo(there.toString());
    assertThat(run.count(Count.INITIATIONS_REINJECTED)).isEqualTo(1);
  }

  @Test
  void aGuessAtOneSiteKeepsNoHintFromBeingFollowed() {
    TestSite neighbour = new TestSite("neighbour");
    run.serve(Pairs.all(), run.a, run.b, neighbour);
    run.attach(neighbour, RelayRun.address("198.51.100.2", 2000)); // behind one IP with B
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    run.latches().clear();
    byte[] initiation = neighbour.initiation(run.a).message();
    for (Sent one : run.receive(initiation, RelayRun.address("198.51.100.2", 2001))) {
      if (Crafted.isFor(one.bytes(), neighbour)) {
        run.answer(neighbour, one, one.to());
      }
    }
    List<Sent> sent = run.receive(pair.second().seal(new byte[0]), atNewPort);
    run.answer(run.b, questions(sent).getFirst(), atNewPort);
    assertThat(run.latches()).hasSize(2);
  }

  @Test
  void twoSitesBehindOneAddressMayMoveAtOnce() {
    TestSite neighbour = new TestSite("neighbour");
    run.serve(Pairs.all(), run.a, run.b, neighbour);
    run.attach(neighbour, RelayRun.address("198.51.100.2", 2000));
    run.latches().clear();
    Address other = RelayRun.address("198.51.100.2", 2001);
    List<Sent> asked = new ArrayList<>(run.receive(run.b.initiation(run.a).message(), atNewPort));
    asked.addAll(run.receive(neighbour.initiation(run.a).message(), other));
    asked.addAll(run.pass(Seconds.ONE)); // either may have to wait for the other's question
    for (Sent one : asked) {
      if (one.to().equals(atNewPort) && Crafted.isFor(one.bytes(), run.b)) {
        run.answer(run.b, one, atNewPort);
      } else if (one.to().equals(other) && Crafted.isFor(one.bytes(), neighbour)) {
        run.answer(neighbour, one, other);
      }
    }
    assertThat(run.latches()).hasSize(2);
    assertThat(run.count(Count.INITIATIONS_REINJECTED)).isEqualTo(2);
  }

  @Test
  void aStrangerAtAnAddressOfNobodyIsAskedNothing() {
    assertThat(run.receive(Crafted.initiation(1, run.b), run.elsewhere)).isEmpty();
    assertThat(run.receive(Crafted.response(1, 2, run.b), run.elsewhere)).isEmpty();
    assertThat(run.receive(Crafted.data(77), run.elsewhere)).isEmpty();
    assertThat(run.pass(Seconds.of(3))).isEmpty();
  }

  @Test
  void aSiteUnderLoadGetsItsCookieBackWithTheNextQuestion() {
    Transport session = run.attach(run.b, run.atB);
    run.restart();
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    Sent question = run.receive(session.seal(new byte[0]), run.atB).getFirst();
    CookieJar jar = new CookieJar(run.b.key(), new byte[32]);
    byte[] here = {1};
    assertThat(jar.proves(question.bytes(), here)).isFalse();
    run.receive(jar.reply(question.bytes(), here, new byte[24]), run.atB);
    run.pass(Seconds.of(3));
    Sent next = run.receive(session.seal(new byte[0]), run.atB).getFirst();
    assertThat(jar.proves(next.bytes(), here)).isTrue();
  }

  @Test
  void questionsGoOnBeingLaterThoughTheClockGoesBack() {
    Transport session = run.attach(run.a, run.atA);
    run.restart();
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    var first = stamp(run.receive(session.seal(new byte[0]), run.atA).getFirst());
    run.setWall(run.wall().minusSeconds(3600));
    run.pass(Seconds.of(3));
    var second = stamp(run.receive(session.seal(new byte[0]), run.atA).getFirst());
    assertThat(second).isGreaterThan(first);
  }

  private Tai64n stamp(Sent question) {
    return run.a.stampOf(question.bytes(), run.relayKey());
  }
}
