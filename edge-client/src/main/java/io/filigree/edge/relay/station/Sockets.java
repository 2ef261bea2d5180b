package io.filigree.edge.relay.station;

import io.filigree.edge.relay.Address;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The relay's UDP sockets, all read by one thread. The system's buffers are asked to be large, for
 * a thousand sites may speak in the same moment; what it does not grant is lost, as on any router.
 */
final class Sockets implements AutoCloseable {

  /** What to do with a packet; the buffer holds it from 0 to its limit. */
  interface Receiver {
    void received(ByteBuffer packet, Address from);
  }

  private static final int BUFFER = 8 << 20;
  private static final int DATAGRAM = 65_536;

  /** After so many packets of one socket the others have their turn, and time is looked at. */
  private static final int TURN = 256;

  private static final int MOST_TARGETS = 32_768;

  private static final class Door {
    private final DatagramChannel channel;
    private final Addresses addresses;

    Door(DatagramChannel channel, Addresses addresses) {
      this.channel = channel;
      this.addresses = addresses;
    }
  }

  private final Selector selector;
  private final List<Door> doors = new ArrayList<>();
  private final Map<Address, InetSocketAddress> targets = new HashMap<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM);
  private long failures;

  private Sockets(Selector selector) {
    this.selector = selector;
  }

  /**
   * @param listen addresses, not names
   */
  static Sockets open(List<Endpoint> listen) throws IOException {
    Sockets sockets = new Sockets(Selector.open());
    try {
      for (Endpoint endpoint : listen) {
        sockets.add(endpoint);
      }
      return sockets;
    } catch (IOException e) {
      sockets.close();
      throw e;
    }
  }

  private void add(Endpoint endpoint) throws IOException {
    IpAddress ip = endpoint.address().orElseThrow();
    // [::] takes IPv4 too
    DatagramChannel channel =
        DatagramChannel.open(
            ip.isV4() ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    Door door = new Door(channel, new Addresses(doors.size()));
    doors.add(door);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
    channel.configureBlocking(false);
    try {
      channel.bind(Addresses.jdk(ip, endpoint.port()));
    } catch (IOException e) {
      throw new IOException("cannot listen at " + endpoint + ": " + e.getMessage(), e);
    }
    channel.register(selector, SelectionKey.OP_READ, door);
  }

  /** Waits that long at most, and hands over what has come; 0 is not to wait. */
  void receive(long waitMillis, Receiver receiver) throws IOException {
    if (waitMillis == 0) {
      selector.selectNow(key -> drain((Door) key.attachment(), receiver));
    } else {
      selector.select(key -> drain((Door) key.attachment(), receiver), waitMillis);
    }
  }

  private void drain(Door door, Receiver receiver) {
    for (int i = 0; i < TURN; i++) {
      try {
        if (!(door.channel.receive(in.clear()) instanceof InetSocketAddress source)) {
          return;
        }
        in.flip();
        receiver.received(in, door.addresses.of(source));
      } catch (IOException e) {
        failures++;
        return;
      }
    }
  }

  /** Sends it, or does not: a full buffer or a missing route loses a packet, as on any router. */
  void send(ByteBuffer packet, Address to) {
    if (to.socket() < 0 || to.socket() >= doors.size() || to.port() == 0) {
      failures++;
      return;
    }
    try {
      if (doors.get(to.socket()).channel.send(packet, target(to)) == 0) {
        failures++;
      }
    } catch (IOException e) {
      failures++;
    }
  }

  private InetSocketAddress target(Address to) {
    InetSocketAddress target = targets.get(to);
    if (target == null) {
      if (targets.size() >= MOST_TARGETS) {
        targets.clear();
      }
      target = Addresses.jdk(to.ip(), to.port());
      targets.put(to, target);
    }
    return target;
  }

  /** How many packets the system did not take or give since this was asked last. */
  long takeFailures() {
    long taken = failures;
    failures = 0;
    return taken;
  }

  /** May be called from any thread: ends the wait. */
  void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    for (Door door : doors) {
      door.channel.close();
    }
    selector.close();
  }
}
