package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** One numbered datagram per tick from here to there and back, until stopped. */
final class Stream {

  private final String name;
  private final InetSocketAddress target;
  private final DatagramChannel channel;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  // Arrival of each number, 0 where none came. Written by the packet loop, read after it is quiet.
  private final long[] arrivals;
  private int sent;

  Stream(PacketLoop loop, Route route, int most) {
    this.name = route.name();
    this.arrivals = new long[most];
    this.target = new InetSocketAddress(route.target(), Echo.PORT);
    this.channel =
        loop.open(route.from(), new InetSocketAddress(route.source(), 0), this::received);
  }

  /**
   * From where to where.
   *
   * @param source the sender's own address, which the receiver should see
   */
  record Route(String name, NetworkNamespace from, String source, String target) {}

  void send(ByteBuffer buffer) {
    if (sent == arrivals.length) {
      return;
    }
    buffer.clear().putInt(sent++).flip();
    try {
      channel.send(buffer, target);
    } catch (IOException e) {
      // Unreachable: this number never arrives, which is what the count says.
    }
  }

  private void received(
      DatagramChannel channel, ByteBuffer data, InetSocketAddress from, long nanos)
      throws IOException {
    int number = data.getInt();
    byte[] source = new byte[data.remaining()];
    data.get(source);
    seen.add(InetAddress.getByAddress(source).getHostAddress());
    arrivals[number] = nanos;
  }

  StreamReport report(long startNanos, long endNanos) {
    long[] times = Arrays.stream(arrivals, 0, sent).filter(nanos -> nanos != 0).sorted().toArray();
    return new StreamReport(
        name,
        sent,
        sent - times.length,
        longestGap(times, startNanos, endNanos),
        new TreeSet<>(seen));
  }

  private static double longestGap(long[] times, long start, long end) {
    long longest = 0;
    long last = start;
    for (long time : times) {
      longest = Math.max(longest, time - last);
      last = time;
    }
    return Math.max(longest, end - last) / 1e6;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
