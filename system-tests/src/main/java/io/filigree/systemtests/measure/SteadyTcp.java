package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP connection over which little is sent, steadily and on an absolute schedule. Loss, delay and
 * retransmission all show as time in which nothing arrives.
 */
public final class SteadyTcp implements AutoCloseable {

  private static final long PERIOD = Duration.ofMillis(5).toNanos();
  private static final int BYTES = 2000; // each period: 3.2 Mbit/s, far below what any path carries
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ServerSocketChannel listener;
  private final SocketChannel out;
  private final SocketChannel in;
  private final TcpWindows windows = new TcpWindows(System.nanoTime(), LONGEST);
  private volatile boolean running = true;

  private SteadyTcp(NetworkNamespace from, String source, NetworkNamespace to, String target) {
    try {
      listener = to.inside(() -> ServerSocketChannel.open().bind(new InetSocketAddress(target, 0)));
      int port = listener.socket().getLocalPort();
      out =
          from.inside(() -> {
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(source, 0));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(target, port));
            return channel;
          });
      in = listener.accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects and starts to send. */
  public static SteadyTcp between(
      NetworkNamespace from, String source, NetworkNamespace to, String target) {
    SteadyTcp tcp = new SteadyTcp(from, source, to, target);
    Thread.ofPlatform().daemon().name("tcp in").start(tcp::receive);
    Thread.ofPlatform().daemon().name("tcp out").start(tcp::send);
    return tcp;
  }

  private void send() {
    ByteBuffer data = ByteBuffer.allocateDirect(BYTES);
    long start = System.nanoTime();
    try {
      for (long tick = 0; running; tick++) {
        long due = start + tick * PERIOD;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        for (data.clear(); data.hasRemaining(); ) {
          out.write(data);
        }
      }
    } catch (IOException e) {
      // Closed, or broken off: from here on nothing arrives, which is what the windows say.
    }
  }

  private void receive() {
    ByteBuffer data = ByteBuffer.allocateDirect(64 * 1024);
    try {
      for (int count = in.read(data); count >= 0; count = in.read(data.clear())) {
        windows.arrived(System.nanoTime(), count);
      }
    } catch (IOException e) {
      // See above.
    }
  }

  /** Ends it and says what arrived. */
  public TcpReport stop() {
    TcpReport report = windows.until(System.nanoTime());
    close();
    return report;
  }

  @Override
  public void close() {
    running = false;
    try {
      out.close();
      in.close();
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
