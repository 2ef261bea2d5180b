package io.filigree.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every topology is what its name says. */
@NeedsLab
class TopologyIT {

  private static Lab lab;
  private static Servers servers;

  @BeforeAll
  static void build() {
    lab = Lab.open();
    servers = Servers.in(lab);
  }

  @AfterAll
  static void remove() {
    if (lab != null) {
      lab.close();
    }
  }

  private static SiteBox one(Topology topology) {
    return several(topology, 1).getFirst();
  }

  private static List<SiteBox> several(Topology topology, int count) {
    Ground ground = topology.in(lab);
    return IntStream.range(0, count)
        .mapToObj(i -> ground.build(SitePlan.store(topology + "-" + i, 42 + i)))
        .toList();
  }

  private static InetSocketAddress usual(String address) {
    return new InetSocketAddress(address, SitePlan.USUAL_PORT);
  }

  @Test
  void aPublicSiteIsReachedByWhomItNeverCalled() throws IOException {
    SiteBox box = one(Topology.PUBLIC);
    try (DatagramSocket socket = Servers.socketAt(box)) {
      assertThat(servers.first().sees(socket)).isEqualTo(usual(box.publicAddress()));
      servers.second().send(usual(box.publicAddress()));
      assertThat(Servers.gets(socket)).isTrue();
    }
  }

  @Test
  void plainNatShowsOnePortToAllAndLetsInWhoWasCalled() throws IOException {
    SiteBox box = one(Topology.PLAIN_NAT);
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress seen = servers.first().sees(socket);
      assertThat(seen.getAddress()).isEqualTo(InetAddress.getByName(box.publicAddress()));
      servers.second().send(seen);
      assertThat(Servers.gets(socket)).as("not called yet").isFalse();
      assertThat(servers.second().sees(socket)).isEqualTo(seen);
      servers.second().send(seen);
      assertThat(Servers.gets(socket)).as("called").isTrue();
    }
  }

  @Test
  void symmetricNatShowsEachAnotherPortAndNewOnesWhenItForgets() throws IOException {
    try (DatagramSocket socket = Servers.socketAt(one(Topology.SYMMETRIC_NAT))) {
      InetSocketAddress first = servers.first().sees(socket);
      assertThat(servers.second().sees(socket)).isNotEqualTo(first);
      assertThat(servers.first().sees(socket)).isEqualTo(first);
      lab.newestRouter().rebind();
      assertThat(servers.first().sees(socket)).isNotEqualTo(first);
    }
  }

  @Test
  void carrierNatShowsOnePortToAllAndIsTwoRoutersDeep() throws IOException {
    SiteBox box = one(Topology.CARRIER_NAT);
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress seen = servers.first().sees(socket);
      assertThat(seen.getAddress()).isEqualTo(InetAddress.getByName(box.publicAddress()));
      assertThat(servers.second().sees(socket)).isEqualTo(seen);
    }
    assertThat(box.command("ping", "-n", "-c", "1", "-W", "1", NatRouter.CARRIER + ".1").attempt())
        .as("the carrier's own machine, one router on")
        .matches(Command.Outcome::succeeded);
  }

  @Test
  void hairpinTurnsBackWhatOneSiteSendsToTheOthersPublicPort() throws IOException {
    List<SiteBox> boxes = several(Topology.HAIRPIN, 2);
    try (DatagramSocket one = Servers.socketAt(boxes.getFirst());
        DatagramSocket other = Servers.socketAt(boxes.getLast())) {
      InetSocketAddress seenOne = servers.first().sees(one);
      InetSocketAddress seenOther = servers.first().sees(other);
      assertThat(seenOther.getAddress()).isEqualTo(seenOne.getAddress());
      Servers.send(one, seenOther);
      assertThat(Servers.gets(other)).isTrue();
      Servers.send(other, seenOne);
      assertThat(Servers.gets(one)).isTrue();
    }
  }

  @Test
  void portCollisionLetsOneSiteKeepItsPortAndTurnsNothingBack() throws IOException {
    List<SiteBox> boxes = several(Topology.PORT_COLLISION, 2);
    try (DatagramSocket one = Servers.socketAt(boxes.getFirst());
        DatagramSocket other = Servers.socketAt(boxes.getLast())) {
      InetSocketAddress first = servers.first().sees(one);
      InetSocketAddress second = servers.first().sees(other);
      assertThat(first).isEqualTo(usual(boxes.getFirst().publicAddress()));
      assertThat(second.getAddress()).isEqualTo(first.getAddress());
      assertThat(second.getPort()).isNotEqualTo(first.getPort());
      Servers.send(one, second);
      assertThat(Servers.gets(other)).isFalse();
    }
  }

  @Test
  void answeringNatTellsWhoWasNotCalledAndThenShowsItAnotherPort() throws IOException {
    SiteBox box = one(Topology.ANSWERING_NAT);
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress seen = servers.first().sees(socket);
      assertThat(isRefused(seen)).isTrue();
      assertThat(servers.second().sees(socket)).isNotEqualTo(seen);
    }
  }

  @Test
  void plainNatTellsNobodyAnything() throws IOException {
    SiteBox box = lab.buildBehind(lab.router(NatRouter.Kind.PLAIN), SitePlan.store("mute", 50));
    try (DatagramSocket socket = Servers.socketAt(box)) {
      assertThat(isRefused(servers.first().sees(socket))).isFalse();
    }
  }

  /** Whether the second server is told that nobody is there. */
  private static boolean isRefused(InetSocketAddress address) throws IOException {
    DatagramSocket server = servers.second().socket();
    server.connect(address);
    try {
      servers.second().send(address);
      return Servers.gets(server);
    } catch (PortUnreachableException refused) {
      return true;
    } finally {
      server.disconnect();
      server.setSoTimeout(2000);
    }
  }

  @Test
  void shortMappingsLastNoLongerThanHalfAMinute() throws IOException {
    SiteBox box = one(Topology.SHORT_MAPPING);
    try (DatagramSocket socket = Servers.socketAt(box)) {
      for (int i = 0; i < 3; i++) { // the kernel calls it a stream then, and would be patient
        servers.first().send(servers.first().sees(socket));
        assertThat(Servers.gets(socket)).isTrue();
      }
    }
    assertThat(lab.newestRouter().longestMapping()).isBetween(1, 30);
  }

  @Test
  void whoWasSilentForTooLongIsForgotten() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.PLAIN);
    router.forgetAfter(Duration.ofSeconds(1));
    SiteBox box = lab.buildBehind(router, SitePlan.store("silent", 51));
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress address = servers.first().sees(socket);
      servers.first().send(address);
      assertThat(Servers.gets(socket)).as("at once").isTrue();
      assertThat(Wait.upTo(Duration.ofSeconds(10), () -> !router.remembers())).isTrue();
      servers.first().send(address);
      assertThat(Servers.gets(socket)).as("after the silence").isFalse();
    }
  }

  @Test
  void ipv6OnlySitesReachEachOtherAndNothingOfIpv4() throws IOException {
    List<SiteBox> boxes = several(Topology.IPV6_ONLY, 2);
    reachEachOtherBy6(boxes);
    try (DatagramSocket socket = Servers.socketAt(boxes.getFirst())) {
      assertThatThrownBy(() -> Servers.send(socket, servers.first().address()))
          .isInstanceOf(IOException.class);
    }
  }

  private static void reachEachOtherBy6(List<SiteBox> boxes) throws IOException {
    String address = boxes.getLast().openAddresses().getLast();
    assertThat(InetAddress.getByName(address)).isInstanceOf(Inet6Address.class);
    try (DatagramSocket one = Servers.socketAt(boxes.getFirst());
        DatagramSocket other = Servers.socketAt(boxes.getLast())) {
      Servers.send(one, usual(address));
      assertThat(Servers.gets(other)).isTrue();
    }
  }

  @Test
  void anIpv6OnlySiteReachesAServerOfTheHostThroughATranslator() throws IOException {
    SiteBox box = Topology.IPV6_ONLY.in(lab).build(SitePlan.store("translated", 60));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(lab.hostAddress()))) {
      server.setSoTimeout(2000);
      lab.translate(box, server.getLocalPort());
      try (Socket there =
              box.gateway().inside(() -> new Socket(lab.hostAddress(), server.getLocalPort()));
          Socket here = server.accept()) {
        there.getOutputStream().write(7);
        assertThat(here.getInputStream().read()).isEqualTo(7);
        here.getOutputStream().write(8);
        assertThat(there.getInputStream().read()).isEqualTo(8);
      }
    }
  }

  @Test
  void dualStackSitesHaveBoth() throws IOException {
    List<SiteBox> boxes = several(Topology.DUAL_STACK, 2);
    reachEachOtherBy6(boxes);
    try (DatagramSocket socket = Servers.socketAt(boxes.getFirst())) {
      assertThat(servers.first().sees(socket)).isEqualTo(usual(boxes.getFirst().publicAddress()));
    }
  }
}
