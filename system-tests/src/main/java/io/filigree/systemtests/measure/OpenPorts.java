package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TCP ports that are open in a namespace: the kernel answers, and nobody ever says a word. */
public final class OpenPorts implements AutoCloseable {

  private final List<ServerSocketChannel> channels = new ArrayList<>();

  private OpenPorts() {}

  /** Opens these ports on all addresses of the namespace. */
  public static OpenPorts in(NetworkNamespace namespace, List<Integer> ports) {
    OpenPorts open = new OpenPorts();
    ports.forEach(port -> open.channels.add(namespace.inside(() -> open(port))));
    return open;
  }

  private static ServerSocketChannel open(int port) throws IOException {
    return ServerSocketChannel.open().bind(new InetSocketAddress(port));
  }

  /** Whether somebody there accepts a connection from the namespace within the limit. */
  public static boolean connects(NetworkNamespace from, String host, int port, int limitMillis) {
    return failure(from, host, port, limitMillis).isEmpty();
  }

  /** Why nobody there accepts a connection from the namespace; empty when somebody does. */
  public static Optional<String> failure(
      NetworkNamespace from, String host, int port, int limitMillis) {
    return from.inside(() -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), limitMillis);
        return Optional.empty();
      } catch (IOException closed) {
        return Optional.of(String.valueOf(closed.getMessage()));
      }
    });
  }

  @Override
  public void close() {
    for (ServerSocketChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
