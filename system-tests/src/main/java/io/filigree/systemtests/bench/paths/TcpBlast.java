package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One TCP connection that sends as much as it can. */
final class TcpBlast {

  private static final int CHUNK = 256 * 1024;
  private static final long NANOS = 1_000_000_000L;

  private TcpBlast() {}

  /** The megabits per second that arrived within so many seconds, after one to get going. */
  static double megabits(NetworkNamespace from, NetworkNamespace to, String target, int seconds) {
    try (ServerSocketChannel listener =
            to.inside(() -> ServerSocketChannel.open().bind(new InetSocketAddress(target, 0)));
        SocketChannel out = connect(from, target, listener.socket().getLocalPort());
        SocketChannel in = listener.accept()) {
      Thread.ofPlatform().daemon().name("blast").start(() -> send(out));
      receiveUntil(in, System.nanoTime() + NANOS);
      long begun = System.nanoTime();
      long bytes = receiveUntil(in, begun + seconds * NANOS);
      return bytes * 8 / ((System.nanoTime() - begun) / 1e9) / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SocketChannel connect(NetworkNamespace from, String target, int port) {
    return from.inside(() -> SocketChannel.open(new InetSocketAddress(target, port)));
  }

  private static void send(SocketChannel out) {
    ByteBuffer data = ByteBuffer.allocateDirect(CHUNK);
    try {
      while (true) {
        out.write(data.clear());
      }
    } catch (IOException closed) {
      // the receiver has seen enough
    }
  }

  private static long receiveUntil(SocketChannel in, long end) throws IOException {
    ByteBuffer data = ByteBuffer.allocateDirect(CHUNK);
    long bytes = 0;
    while (System.nanoTime() - end < 0) {
      bytes += Math.max(0, in.read(data.clear()));
    }
    return bytes;
  }
}
