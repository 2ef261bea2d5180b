package io.filigree.systemtests.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;

/** Two servers on the internet of a lab, which see where a datagram comes from. */
record Servers(Server first, Server second) {

  private static final int SERVER_PORT = 9000;
  private static final int PATIENCE = 2000;
  private static final int SOON = 300;

  /** Puts them there; they end with the lab. */
  static Servers in(Lab lab) {
    Outsider outsider = lab.outsider(2);
    Servers servers =
        outsider.namespace().inside(() -> new Servers(server(outsider, 0), server(outsider, 1)));
    lab.onClose(servers.first.socket::close);
    lab.onClose(servers.second.socket::close);
    return servers;
  }

  private static Server server(Outsider outsider, int number) throws IOException {
    String address = outsider.addresses().get(number);
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, SERVER_PORT));
    socket.setSoTimeout(PATIENCE);
    return new Server(socket);
  }

  /** One of them. */
  record Server(DatagramSocket socket) {

    /** Where what that socket sends comes from. */
    InetSocketAddress sees(DatagramSocket from) throws IOException {
      Servers.send(from, address());
      DatagramPacket packet = new DatagramPacket(new byte[8], 8);
      socket.receive(packet);
      return (InetSocketAddress) packet.getSocketAddress();
    }

    void send(SocketAddress to) throws IOException {
      Servers.send(socket, to);
    }

    SocketAddress address() {
      return socket.getLocalSocketAddress();
    }
  }

  /** Where a tunnel's would be. */
  static DatagramSocket socketAt(SiteBox box) {
    return box.gateway().inside(() -> new DatagramSocket(box.plan().port()));
  }

  static void send(DatagramSocket from, SocketAddress to) throws IOException {
    from.send(new DatagramPacket(new byte[] {1}, 1, to));
  }

  static boolean gets(DatagramSocket socket) throws IOException {
    socket.setSoTimeout(SOON);
    try {
      socket.receive(new DatagramPacket(new byte[8], 8));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
