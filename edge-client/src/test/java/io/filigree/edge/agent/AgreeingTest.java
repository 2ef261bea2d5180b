package io.filigree.edge.agent;

import static io.filigree.edge.agent.BothEnds.AT_RELAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two ends behind NAT agree on a direct way, through the relay alone. */
class AgreeingTest {

  private static final String FIRST = "203.0.113.1:40001";
  private static final String SECOND = "203.0.113.2:40002";

  private final BothEnds ends = new BothEnds();
  private final BothEnds.End first = ends.first;
  private final BothEnds.End second = ends.second;

  private void behindPlainNats() {
    first.seen("192.168.1.10", FIRST, FIRST);
    second.seen("192.168.2.10", SECOND, SECOND);
  }

  @Test
  void twoBehindPlainNatsMoveTogetherToWhereTheRelaysSeeThem() {
    behindPlainNats();
    ends.talk(1_250);
    assertThat(first.moves()).containsExactly("CHANGED " + SECOND);
    assertThat(second.moves()).containsExactly("CHANGED " + FIRST);
    ends.talk(2_000, SECOND, FIRST);
    assertThat(first.run.said("direct")).hasSize(1);
    assertThat(second.run.said("direct")).hasSize(1);
    assertThat(first.moves()).hasSize(1);
    assertThat(second.moves()).hasSize(1);
  }

  @Test
  void whoWasCarriedBackByWhatWasStillOnItsWayGoesAgain() {
    behindPlainNats();
    ends.talk(1_250);
    ends.talk(250);
    assertThat(first.moves()).hasSizeGreaterThan(1).containsOnly("CHANGED " + SECOND);
    ends.talk(1_000, SECOND, FIRST);
    assertThat(first.run.said("direct")).hasSize(1);
    assertThat(second.run.said("direct")).hasSize(1);
  }

  @Test
  void aLanLikeOursBehindAnotherRouterIsNothingToSpeakOf() {
    first.seen("192.168.1.10", FIRST, FIRST);
    second.seen("192.168.1.10", SECOND, SECOND);
    ends.talk(1_250);
    assertThat(first.moves()).containsExactly("CHANGED " + SECOND);
    assertThat(first.run.said("places-refused")).isEmpty();
  }

  @Test
  void threeCallsAreEnough() {
    behindPlainNats();
    ends.talk(1_250);
    assertThat(first.calls()).hasSize(2);
    assertThat(first.calls().getLast()).isInstanceOf(Call.Go.class);
    assertThat(second.calls()).hasSize(1);
  }

  @Test
  void whereNothingGetsThroughOneEndMakesAFreshStartAndBothPause() {
    behindPlainNats();
    ends.talk(1_250);
    first.traffic(SECOND, 0);
    second.traffic(FIRST, 0);
    ends.pass(1_250);
    assertThat(first.moves()).containsExactly("CHANGED " + SECOND, "AGAIN " + AT_RELAY);
    assertThat(second.moves()).containsExactly("CHANGED " + FIRST, "CHANGED " + AT_RELAY);
    ends.talk(14_000);
    assertThat(first.moves()).hasSize(2);
    ends.talk(4_000);
    assertThat(first.moves()).hasSizeGreaterThan(2);
    assertThat(second.moves()).hasSizeGreaterThan(2);
  }

  @Test
  void whatWasAGuessWithOneRelayAloneRestsForTenMinutes() {
    first.seenByOne("192.168.1.10", FIRST);
    second.seenByOne("192.168.2.10", SECOND);
    ends.talk(1_250);
    first.traffic(SECOND, 0);
    second.traffic(FIRST, 0);
    ends.pass(1_250);
    ends.talk(60_000);
    assertThat(first.moves()).containsExactly("CHANGED " + SECOND, "AGAIN " + AT_RELAY);
    first.run.pass(540_000);
    second.run.pass(540_000);
    ends.talk(1_250);
    assertThat(first.moves()).hasSize(3);
  }

  @Test
  void whereTheRelayHasTheLastWordAgainAndAgainOneEndStartsAfreshAtTheNewPlace() {
    behindPlainNats();
    ends.talk(1_250);
    ends.talk(500);
    assertThat(first.moves())
        .containsSubsequence("CHANGED " + SECOND, "CHANGED " + SECOND, "AGAIN " + SECOND)
        .doesNotContain("AGAIN " + AT_RELAY);
    assertThat(second.moves()).containsOnly("CHANGED " + FIRST);
  }

  @Test
  void behindASymmetricNatNothingIsTried() {
    first.seen("192.168.1.10", FIRST, "203.0.113.1:40007");
    second.seen("192.168.2.10", SECOND, SECOND);
    ends.talk(30_000);
    assertThat(first.moves()).isEmpty();
    assertThat(second.moves()).isEmpty();
    assertThat(first.run.said("no-direct-way")).hasSize(1);
    assertThat(first.calls()).hasSize(1);
  }

  @Test
  void aSymmetricNatDoesNotMatterToAnEndThatHasNone() {
    first.seen("203.0.113.1", FIRST, FIRST);
    second.seen("192.168.2.10", SECOND, "203.0.113.2:40009");
    ends.talk(1_250);
    assertThat(first.moves()).isEmpty();
    assertThat(second.moves()).containsExactly("CHANGED " + FIRST);
  }

  @Test
  void behindOneAddressTheLanIsTriedFirstAndThenTheRouter() {
    first.seen("192.168.1.10", "203.0.113.9:51871", "203.0.113.9:51871");
    second.seen("192.168.1.11", "203.0.113.9:40002", "203.0.113.9:40002");
    ends.talk(1_250);
    assertThat(first.moves()).containsExactly("CHANGED 192.168.1.11:51871");
    assertThat(second.moves()).containsExactly("CHANGED 192.168.1.10:51871");
    first.traffic("192.168.1.11:51871", 0);
    second.traffic("192.168.1.10:51871", 0);
    ends.pass(1_250);
    ends.talk(18_000);
    assertThat(first.moves()).element(2).isEqualTo("CHANGED 203.0.113.9:40002");
    assertThat(second.moves()).element(2).isEqualTo("CHANGED 203.0.113.9:51871");
  }

  @Test
  void behindTwoAddressesTheLanIsNotTried() {
    first.seen("192.168.1.10", FIRST, FIRST);
    second.seen("192.168.1.11", SECOND, SECOND);
    ends.talk(1_250);
    assertThat(first.moves()).containsExactly("CHANGED " + SECOND);
  }

  @Test
  void whoDoesNotAnswerIsAskedThreeTimesAndThenLeftAlone() {
    behindPlainNats();
    for (int look = 0; look < 40; look++) {
      first.traffic(AT_RELAY, 1_000);
      first.run.pass(250);
    }
    assertThat(first.calls()).hasSize(3);
    assertThat(first.moves()).isEmpty();
  }

  @Test
  void nobodyIsToldAnythingWithoutTraffic() {
    behindPlainNats();
    ends.pass(120_000);
    assertThat(first.calls()).isEmpty();
    second.hear(offer(place(CandidateKind.OBSERVED, FIRST)));
    assertThat(second.calls()).isEmpty();
  }

  @Test
  void aCallFromAnywhereElseThanThePeersOwnPortIsNotHeard() {
    behindPlainNats();
    busy(second);
    Call offer = offer(place(CandidateKind.OBSERVED, FIRST));
    second.hear(Endpoint.parse("100.100.0.77:51872"), offer);
    second.hear(new Endpoint(BothEnds.End.port(first.own).host(), 40_000), offer);
    assertThat(second.calls()).isEmpty();
    second.hear(offer);
    assertThat(second.calls()).hasSize(1);
  }

  @Test
  void whoDoesNotKnowYetWhereItIsSeenAsksAndAnswersTheNextOffer() {
    behindPlainNats();
    second.traffic(AT_RELAY, 1_000);
    second.hear(offer(place(CandidateKind.OBSERVED, FIRST)));
    assertThat(second.calls()).isEmpty();
    second.hear(offer(place(CandidateKind.OBSERVED, FIRST)));
    assertThat(second.calls()).hasSize(1);
  }

  @Test
  void aGoThatNobodyAgreedToMovesNothing() {
    behindPlainNats();
    busy(second);
    second.hear(new Call.Go(5));
    second.hear(offer(place(CandidateKind.OBSERVED, FIRST)));
    second.hear(new Call.Go(6));
    assertThat(second.moves()).isEmpty();
    second.hear(new Call.Go(7));
    assertThat(second.moves()).containsExactly("CHANGED " + FIRST);
  }

  @Test
  void tenThousandHostilePlacesAreIgnoredAndSaidOnce() {
    behindPlainNats();
    busy(second);
    List<String> hostile =
        List.of(
            "10.41.0.5:51871", // in the peer's own pods
            "10.42.0.5:51871",
            "100.100.0.1:51871", // in the tunnel
            "100.100.255.1:3478",
            "127.0.0.1:22",
            "255.255.255.255:9",
            "224.0.0.1:5353",
            "0.0.0.0:51871",
            "169.254.169.254:80",
            AT_RELAY, // which would pass for success
            "192.168.2.10:53", // this machine
            "[::1]:51871");
    for (int talk = 0; talk < 10_000; talk++) {
      second.traffic(AT_RELAY, 10);
      String place = hostile.get(talk % hostile.size());
      second.hear(new Call.Offer(talk, 0, NatType.PLAIN, both(place)));
      second.hear(new Call.Go(talk));
      second.run.effects.removeIf(Effect.Tell.class::isInstance);
    }
    assertThat(second.moves()).isEmpty();
    assertThat(second.run.said("places-refused")).hasSize(1);
    assertThat(second.run.state().agreements().open()).hasSizeLessThan(2);
  }

  @Test
  void victimsGetPacketsForASecondAndEverMoreSeldom() {
    behindPlainNats();
    for (int talk = 0; talk < 100; talk++) {
      busy(second);
      second.hear(new Call.Offer(talk, 0, NatType.PLAIN, both("203.0.113." + (talk + 10) + ":53")));
      second.hear(new Call.Go(talk));
      second.run.pass(1_500);
    }
    assertThat(second.moves()).filteredOn(move -> move.contains("203.0.113.")).hasSize(4);
  }

  /** With traffic for half a second, so that it has asked the relays where they see it. */
  private static void busy(BothEnds.End end) {
    for (int look = 0; look < 3; look++) {
      end.traffic(AT_RELAY, 1_000);
      end.run.pass(250);
    }
    end.traffic(AT_RELAY, 1_000);
  }

  private static Call offer(Candidate place) {
    return new Call.Offer(7, 0, NatType.PLAIN, List.of(place));
  }

  private static Candidate place(CandidateKind kind, String endpoint) {
    return new Candidate(kind, Endpoint.parse(endpoint));
  }

  private static List<Candidate> both(String endpoint) {
    List<Candidate> places = new ArrayList<>();
    places.add(place(CandidateKind.LAN, endpoint));
    places.add(place(CandidateKind.OBSERVED, endpoint));
    return places;
  }
}
