package io.filigree.systemtests.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.relay.SeenAddress;
import io.filigree.systemtests.lab.NatRouter;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.lab.NeedsLab;
import io.filigree.systemtests.lab.Together;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.ProbeReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sites behind NAT whose only way to each other is the relay. */
@NeedsLab
class RelayIT {

  private static final byte[] MARK = "seen by nobody between".getBytes(StandardCharsets.US_ASCII);
  private static final int ECHO_PORT = 7007;

  private static RelayStage stage;
  private static NatRouter shared;
  private static RelaySite a;
  private static RelaySite b;
  private static RelaySite c;
  private static RelaySite d;
  private static NatRouter swapping;
  private static RelaySite e;
  private static RelaySite f;
  private static List<RelaySite> all;

  @BeforeAll
  static void build() {
    stage = RelayStage.open();
    a = stage.behind(Kind.SYMMETRIC, "store-a");
    b = stage.behind(Kind.SYMMETRIC, "store-b");
    shared = stage.lab().router(Kind.SYMMETRIC);
    c = stage.behind(shared, "store-c");
    d = stage.behind(shared, "store-d");
    swapping = stage.lab().router(Kind.PLAIN);
    e = stage.behind(swapping, "store-e");
    f = stage.behind(swapping, "store-f");
    all = List.of(a, b, c, d, e, f);
    stage.attachAll();
  }

  @AfterAll
  static void remove() {
    if (stage != null) {
      stage.close();
    }
  }

  @BeforeEach
  void meetAnew() {
    for (RelaySite one : all) {
      for (RelaySite other : all) {
        if (!one.equals(other)) {
          one.meet(other);
        }
      }
    }
  }

  private static void pause(int millis) {
    Wait.upTo(Duration.ofMillis(millis), () -> false);
  }

  @Test
  void sitesBehindSymmetricNatReachEachOtherAndNobodyBetweenReadsIt() {
    try (Capture atRelay = Capture.on(stage.relay().box(), "eth0");
        Capture inTunnel = Capture.on(b.box(), Tunnel.NAME)) {
      assertThat(Datagram.ask(a.box().gateway(), a.address(), b.address(), ECHO_PORT, MARK))
          .hasValueSatisfying(answer -> assertThat(answer).startsWith(MARK));
      assertThat(Wait.upTo(Duration.ofSeconds(5), () -> inTunnel.shows(MARK)))
          .as("the capture would show it")
          .isTrue();
      assertThat(Wait.upTo(Duration.ofSeconds(5), () -> atRelay.bytes().length > 500)).isTrue();
      assertThat(atRelay.shows(MARK)).isFalse();
    }
  }

  @Test
  void everySiteReachesEveryOther() {
    for (RelaySite one : all) {
      for (RelaySite other : all) {
        assertThat(one.equals(other) || one.ping(other).answered())
            .as("%s %s", one, other)
            .isTrue();
      }
    }
  }

  @Test
  void theRelayAnswersInsideTheTunnelAndTellsWhereItSeesTheSite() {
    assertThat(a.box().command("ping", "-c", "1", "-W", "2", RelayProcess.ADDRESS).attempt())
        .matches(outcome -> outcome.succeeded());
    SeenAddress before = seen(a);
    assertThat(before.ip()).hasToString(a.router().address());
    a.router().rebind();
    SeenAddress after = seen(a);
    assertThat(after.port()).isNotEqualTo(before.port());
    assertThat(after.epoch()).isEqualTo(before.epoch());
    assertThat(stage.relay().output())
        .contains("latched site=store-a at=" + after.ip() + ":" + after.port());
  }

  /** Asked more than once: a relay that has just started may not know the session yet. */
  private static SeenAddress seen(RelaySite site) {
    byte[] question = {7, 7};
    Optional<byte[]> answer = Optional.empty();
    for (int i = 0; i < 3 && answer.isEmpty(); i++) {
      answer =
          Datagram.ask(
              site.box().gateway(),
              site.address(),
              RelayProcess.ADDRESS,
              SeenAddress.PORT,
              question);
    }
    return SeenAddress.parse(answer.orElseThrow(), question);
  }

  @Test
  void aRouterThatForgetsItsPortsCostsHardlyAPacketOfASiteThatSends() {
    assertThat(a.ping(b).answered()).isTrue();
    long before = stage.relay().latches();
    stage.startProbes(a, b);
    pause(1000);
    b.router().rebind();
    pause(2000);
    ProbeReport report = stage.probes().stop();
    assertThat(report.lost()).isLessThanOrEqualTo(4);
    assertThat(stage.relay().latches()).isEqualTo(before + 1);
  }

  /** The relay passes its packet on while it asks who sent it; the answer may come before that. */
  @Test
  void oneOfTwoSitesBehindARouterIsFoundAtItsNewPortByItsFirstPacket() {
    assertThat(c.ping(a).answered()).isTrue();
    shared.rebind();
    assertThat(d.ping(a).ask(3000)).as("a first handshake").isPresent();
    assertThat(Wait.upTo(Duration.ofSeconds(3), () -> c.ping(a).answered()))
        .as("a session that goes on")
        .isTrue();
  }

  @Test
  void aRelayThatIsKilledGoesOnWhereItWas() {
    assertThat(a.ping(b).answered()).isTrue();
    pause(1500); // it writes once a second
    stage.startProbes(a, b);
    pause(500);
    stage.relay().kill();
    stage.relay().start();
    pause(2000);
    ProbeReport report = stage.probes().stop();
    assertThat(report.excessGap()).isLessThan(3000); // a virtual machine starts in between
    assertThat(stage.relay().output()).contains("recalled sites=");
    stage.awaitAttached();
  }

  @Test
  void twoEndsThatStartAtOnceAreBothAnsweredAtOnce() {
    for (int round = 0; round < 5; round++) {
      a.meet(b);
      b.meet(a);
      List<Callable<Boolean>> both =
          List.of(() -> a.ping(b).answered(), () -> b.ping(a).answered());
      assertThat(Together.all(both)).as("round %s", round).containsExactly(true, true);
    }
  }

  @Test
  void whoIsNoMemberDoesNotAttachAndWhoIsRemovedIsCutOff() {
    assertThat(c.ping(d).answered()).isTrue();
    RelaySite stranger = stage.behind(Kind.PLAIN, "stranger");
    stranger.attach(1);
    pause(1500);
    assertThat(stranger.tunnel().handshake(stage.relay().publicKey())).isEmpty();
    stage.serveAll();
    assertThat(
            Wait.upTo(
                Duration.ofSeconds(15),
                () -> stranger.tunnel().handshake(stage.relay().publicKey()).isPresent()))
        .as("once it is a member")
        .isTrue();
    stage.relay().serve(List.of(a.guest(), b.guest(), c.guest()));
    assertThat(Wait.upTo(Duration.ofSeconds(5), () -> stage.relay().members() == 3)).isTrue();
    assertThat(c.ping(d).answered()).isFalse();
    assertThat(a.ping(b).answered()).isTrue();
    stage.serveAll();
    assertThat(Wait.upTo(Duration.ofSeconds(5), () -> stage.relay().members() == 7)).isTrue();
    for (RelaySite site : List.of(d, e, f)) {
      site.detach();
      site.attach(25);
    }
    stage.awaitAttached();
  }

  /** After a restart the router gives the old port of one to whoever sends first. */
  @Test
  void sitesWhosePortsAreSwappedAreToldApartByTheirNextPacketToTheRelay() {
    assertThat(e.ping(a).answered()).isTrue();
    assertThat(f.ping(a).answered()).isTrue();
    swapping.rebind();
    SeenAddress first = seen(f);
    SeenAddress second = seen(e);
    assertThat(first.port()).isNotEqualTo(second.port());
    assertThat(f.ping(a).answered()).isTrue();
    assertThat(e.ping(a).answered()).isTrue();
  }
}
