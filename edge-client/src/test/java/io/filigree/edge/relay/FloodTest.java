package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.SentInitiation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More attaches than a core can read, most of them from nobody. */
class FloodTest {

  private final RelayRun run = RelayRun.attached();
  private int flooded;

  /** Random initiations with a true mac1, from ever new addresses. */
  private void flood(int count) {
    for (int i = 0; i < count; i++) {
      int n = flooded++;
      Address from = RelayRun.address("203.0." + n / 250 % 250 + "." + n % 250, 1024 + n % 60_000);
      run.now -= Seconds.ofMillis(1); // receive() lets one pass; the flood is faster
      run.now += 50_000;
      run.receive(Crafted.initiation(n, run.relay), from);
    }
  }

  @Test
  void underLoadStrangersAreAskedForACookieAndNothingIsReadForThem() {
    flood(10_000);
    assertThat(run.core.snapshot().underLoad()).isTrue();
    assertThat(run.count(Count.DROP_ATTACH_FOREIGN)).as("read").isLessThan(3000);
    assertThat(run.count(Count.COOKIES_GIVEN)).isBetween(5000L, 7500L);
    long given = run.count(Count.COOKIES_GIVEN);
    long read = run.count(Count.DROP_ATTACH_FOREIGN);
    flood(20_000);
    assertThat(run.count(Count.COOKIES_GIVEN) - given).as("in a second").isLessThan(5200);
    assertThat(run.count(Count.DROP_ATTACH_FOREIGN) - read).as("in a second").isLessThan(1100);
  }

  @Test
  void aThousandSitesThatAttachAtOnceAreNoFlood() {
    List<TestSite> many = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(new TestSite("many-" + i));
      members.add(many.get(i).member());
    }
    run.core.serve(new Members(members, Pairs.all()), run.now);
    long before = run.now;
    for (int i = 0; i < many.size(); i++) {
      run.now = before + i;
      byte[] message = many.get(i).initiation(run.relayKey()).message();
      List<Sent> answers = run.receive(message, RelayRun.address("192.0.2.1", 2000 + i));
      assertThat(answers).singleElement().satisfies(one -> assertThat(one.type()).isEqualTo(2));
    }
    assertThat(run.core.snapshot().underLoad()).isFalse();
  }

  @Test
  void aSiteThatShowsItsCookieAttachesUnderLoad() {
    flood(10_000);
    SentInitiation first = run.a.initiation(run.relayKey());
    List<Sent> answers = run.receive(first.message(), run.elsewhere);
    assertThat(answers)
        .singleElement()
        .satisfies(one -> assertThat(one.type()).isEqualTo(Message.COOKIE));
    var cookie = first.cookie(answers.getFirst().bytes()).orElseThrow();
    flood(2000);
    SentInitiation second = run.a.initiation(run.relayKey()).with(cookie);
    assertThat(run.receive(second.message(), run.elsewhere))
        .singleElement()
        .satisfies(one -> assertThat(one.type()).isEqualTo(Message.RESPONSE));
    SentInitiation third = run.a.initiation(run.relayKey()).with(cookie);
    assertThat(run.receive(third.message(), RelayRun.address("203.0.113.9", 6667)))
        .as("the cookie is good for one address")
        .singleElement()
        .satisfies(one -> assertThat(one.type()).isEqualTo(Message.COOKIE));
  }

  @Test
  void aCookieIsGoodForTwoMinutes() {
    flood(10_000);
    SentInitiation first = run.a.initiation(run.relayKey());
    var reply = run.receive(first.message(), run.elsewhere).getFirst();
    run.pass(Seconds.of(121));
    flood(10_000);
    SentInitiation second =
        run.a.initiation(run.relayKey()).with(first.cookie(reply.bytes()).orElseThrow());
    assertThat(run.receive(second.message(), run.elsewhere).getFirst().type())
        .isEqualTo(Message.COOKIE);
  }

  @Test
  void aSiteThatIsWhereItIsKnownToBeRekeysThroughTheFlood() {
    flood(10_000);
    run.attach(run.a, run.atA);
  }

  @Test
  void oneSourceGetsAShareOfTheReadingEvenWithItsCookie() {
    flood(10_000);
    SentInitiation first = run.a.initiation(run.relayKey());
    var reply = run.receive(first.message(), run.elsewhere).getFirst();
    var cookie = first.cookie(reply.bytes()).orElseThrow();
    int answered = 0;
    for (int i = 0; i < 200; i++) {
      run.now -= Seconds.ofMillis(1);
      byte[] message = run.a.initiation(run.relayKey()).with(cookie).message();
      answered += run.receive(message, run.elsewhere).isEmpty() ? 0 : 1;
    }
    assertThat(answered).isBetween(19, 21);
    assertThat(run.count(Count.DROP_ATTACH_SOURCE_RATE)).isGreaterThan(170);
  }

  @Test
  void theLoadEnds() {
    flood(10_000);
    run.pass(Seconds.of(2));
    assertThat(run.core.snapshot().underLoad()).isFalse();
    run.attach(run.b, run.elsewhere);
  }

  @Test
  void pairsNoticeNothing() {
    var pair = run.meet(run.a, run.atA, run.b, run.atB);
    for (int i = 0; i < 100; i++) {
      flood(100);
      assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEqualTo("B");
    }
    run.meet(run.c, run.atC, run.d, run.atD);
  }

  @Test
  void packetsThatAreOnlyPassedOnDoNotWaitForThoseThatMustBeRead() {
    var pair = run.meet(run.a, run.atA, run.b, run.atB);
    int[] sent = {0};
    run.onSend(() -> sent[0]++);
    for (int i = 0; i < 500; i++) {
      byte[] attach = Crafted.initiation(i, run.relay);
      run.core.receive(ByteBuffer.wrap(attach), run.elsewhere, run.now);
    }
    assertThat(run.count(Count.DROP_ATTACH_FOREIGN)).as("read").isZero();
    byte[] packet = pair.first().seal(new byte[0]);
    run.core.receive(ByteBuffer.wrap(packet), run.atA, run.now);
    assertThat(sent[0]).isEqualTo(1);
    int pieces = 1;
    while (run.core.work(run.now)) {
      pieces++;
    }
    assertThat(pieces).isEqualTo(500);
    assertThat(run.count(Count.DROP_ATTACH_FOREIGN)).isEqualTo(500);
  }
}
