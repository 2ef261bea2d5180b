package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * The answering side, in the namespace of the receiver: it sends back what came, followed by the
 * address from which it saw it come. So the source address is observed where it matters.
 */
final class Echo {

  static final int PORT = 7007;

  private Echo() {}

  static DatagramChannel answer(PacketLoop loop, NetworkNamespace namespace) {
    return loop.open(namespace, new InetSocketAddress(PORT), Echo::answer);
  }

  private static void answer(
      DatagramChannel channel, ByteBuffer data, InetSocketAddress from, long nanos)
      throws IOException {
    data.position(data.limit()).limit(data.capacity());
    data.put(from.getAddress().getAddress());
    channel.send(data.flip(), from);
  }
}
