package io.filigree.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries TCP connections of a site without IPv4 to a server in the host's namespace, which has
 * nothing else: what 464XLAT does on such a line. No datagram passes.
 */
final class Translator {

  private static final int BACKLOG = 50;

  private final ServerSocket inside;
  private final String host;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Translator(ServerSocket inside, String host) {
    this.inside = inside;
    this.host = host;
  }

  /** From now on the site reaches that address and port of the host, and nothing else there. */
  static Translator in(NetworkNamespace gateway, String host, int port) {
    // Else it would tell all others on the internet that the host is here.
    gateway.sysctl("net.ipv4.conf.all.arp_ignore", "1");
    gateway.ip("addr add " + host + "/32 dev lo");
    ServerSocket inside =
        gateway.inside(() -> new ServerSocket(port, BACKLOG, InetAddress.getByName(host)));
    Translator translator = new Translator(inside, host);
    Thread.ofVirtual().start(translator::accept);
    return translator;
  }

  private void accept() {
    while (!inside.isClosed()) {
      try {
        Socket here = kept(inside.accept());
        Thread.ofVirtual().start(() -> carry(here));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carry(Socket here) {
    try {
      Socket there = kept(new Socket(host, inside.getLocalPort()));
      Thread.ofVirtual().start(() -> copy(there, here));
      copy(here, there);
    } catch (IOException refused) {
      close(here);
    }
  }

  private Socket kept(Socket socket) {
    open.add(socket);
    return socket;
  }

  private void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // Either end may hang up at any time: the other is told by the same.
    }
    close(from);
    close(to);
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove() {
    try {
      inside.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(this::close);
  }
}
