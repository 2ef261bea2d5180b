package io.filigree.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsLab
class NatRouterIT {

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

  @Test
  void aPlainRouterShowsOnePortToAll() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.PLAIN);
    SiteBox box = lab.buildBehind(router, SitePlan.store("plain", 42));
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress first = servers.first().sees(socket);
      assertThat(servers.second().sees(socket)).isEqualTo(first);
      assertThat(first.getAddress()).isEqualTo(InetAddress.getByName(router.address()));
      assertThat(box.publicAddress()).isEqualTo(router.address());
    }
  }

  @Test
  void aSymmetricRouterShowsEachAnotherPortAndNewOnesWhenItForgets() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.SYMMETRIC);
    SiteBox box = lab.buildBehind(router, SitePlan.store("symmetric", 43));
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress first = servers.first().sees(socket);
      assertThat(servers.second().sees(socket)).isNotEqualTo(first);
      assertThat(servers.first().sees(socket)).isEqualTo(first);
      router.rebind();
      assertThat(servers.first().sees(socket)).isNotEqualTo(first);
    }
  }

  @Test
  void whoWasNotCalledDoesNotComeIn() throws IOException {
    SiteBox box = lab.buildBehind(lab.router(NatRouter.Kind.PLAIN), SitePlan.store("closed", 44));
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress address = servers.first().sees(socket);
      servers.first().send(address);
      assertThat(Servers.gets(socket)).as("who was called").isTrue();
      servers.second().send(address);
      assertThat(Servers.gets(socket)).as("who was not").isFalse();
    }
  }

  @Test
  void sitesBehindOneRouterShareItsAddress() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.PLAIN);
    SiteBox one = lab.buildBehind(router, SitePlan.store("one", 45));
    SiteBox other = lab.buildBehind(router, SitePlan.store("other", 46));
    try (DatagramSocket first = Servers.socketAt(one);
        DatagramSocket second = Servers.socketAt(other)) {
      InetSocketAddress ofFirst = servers.first().sees(first);
      InetSocketAddress ofSecond = servers.first().sees(second);
      assertThat(ofSecond.getAddress()).isEqualTo(ofFirst.getAddress());
      assertThat(ofSecond.getPort()).isNotEqualTo(ofFirst.getPort());
    }
  }

  @Test
  void whoWasSilentForTooLongIsForgotten() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.PLAIN);
    router.forgetAfter(Duration.ofSeconds(1));
    SiteBox box = lab.buildBehind(router, SitePlan.store("silent", 47));
    try (DatagramSocket socket = Servers.socketAt(box)) {
      InetSocketAddress address = servers.first().sees(socket);
      servers.first().send(address);
      assertThat(Servers.gets(socket)).as("at once").isTrue();
      Wait.upTo(Duration.ofSeconds(2), () -> false);
      servers.first().send(address);
      assertThat(Servers.gets(socket)).as("after the silence").isFalse();
    }
  }
}
