package io.filigree.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsLab
class NatRouterIT {

  private static Lab lab;
  private static List<DatagramSocket> servers;

  @BeforeAll
  static void build() {
    lab = Lab.open();
    Outsider outsider = lab.outsider(2);
    servers = outsider.namespace().inside(() -> List.of(server(outsider, 0), server(outsider, 1)));
  }

  private static DatagramSocket server(Outsider outsider, int number) throws IOException {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(outsider.addresses().get(number), 9000));
    socket.setSoTimeout(2000);
    return socket;
  }

  @AfterAll
  static void remove() {
    if (lab != null) {
      servers.forEach(DatagramSocket::close);
      lab.close();
    }
  }

  private static DatagramSocket socketAt(SiteBox box) {
    return box.gateway().inside(() -> new DatagramSocket(51820));
  }

  private static InetSocketAddress seen(DatagramSocket from, DatagramSocket server)
      throws IOException {
    from.send(new DatagramPacket(new byte[] {1}, 1, server.getLocalSocketAddress()));
    DatagramPacket packet = new DatagramPacket(new byte[8], 8);
    server.receive(packet);
    return (InetSocketAddress) packet.getSocketAddress();
  }

  private static void send(DatagramSocket from, SocketAddress to) throws IOException {
    from.send(new DatagramPacket(new byte[] {2}, 1, to));
  }

  private static boolean gets(DatagramSocket socket) throws IOException {
    socket.setSoTimeout(300);
    try {
      socket.receive(new DatagramPacket(new byte[8], 8));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  void aPlainRouterShowsOnePortToAll() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.PLAIN);
    SiteBox box = lab.buildBehind(router, SitePlan.store("plain", 42));
    try (DatagramSocket socket = socketAt(box)) {
      InetSocketAddress first = seen(socket, servers.get(0));
      assertThat(seen(socket, servers.get(1))).isEqualTo(first);
      assertThat(first.getAddress()).isEqualTo(InetAddress.getByName(router.address()));
      assertThat(box.publicAddress()).isEqualTo(router.address());
    }
  }

  @Test
  void aSymmetricRouterShowsEachAnotherPortAndNewOnesWhenItForgets() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.SYMMETRIC);
    SiteBox box = lab.buildBehind(router, SitePlan.store("symmetric", 43));
    try (DatagramSocket socket = socketAt(box)) {
      InetSocketAddress first = seen(socket, servers.get(0));
      assertThat(seen(socket, servers.get(1))).isNotEqualTo(first);
      assertThat(seen(socket, servers.get(0))).isEqualTo(first);
      router.rebind();
      assertThat(seen(socket, servers.get(0))).isNotEqualTo(first);
    }
  }

  @Test
  void whoWasNotCalledDoesNotComeIn() throws IOException {
    SiteBox box = lab.buildBehind(lab.router(NatRouter.Kind.PLAIN), SitePlan.store("closed", 44));
    try (DatagramSocket socket = socketAt(box)) {
      InetSocketAddress address = seen(socket, servers.get(0));
      send(servers.get(0), address);
      assertThat(gets(socket)).as("who was called").isTrue();
      send(servers.get(1), address);
      assertThat(gets(socket)).as("who was not").isFalse();
    }
  }

  @Test
  void sitesBehindOneRouterShareItsAddress() throws IOException {
    NatRouter router = lab.router(NatRouter.Kind.PLAIN);
    SiteBox one = lab.buildBehind(router, SitePlan.store("one", 45));
    SiteBox other = lab.buildBehind(router, SitePlan.store("other", 46));
    try (DatagramSocket first = socketAt(one);
        DatagramSocket second = socketAt(other)) {
      InetSocketAddress ofFirst = seen(first, servers.get(0));
      InetSocketAddress ofSecond = seen(second, servers.get(0));
      assertThat(ofSecond.getAddress()).isEqualTo(ofFirst.getAddress());
      assertThat(ofSecond.getPort()).isNotEqualTo(ofFirst.getPort());
    }
  }
}
