package io.filigree.systemtests.bench.paths;

import io.filigree.systemtests.lab.NetworkNamespace;
import io.filigree.systemtests.lab.Outsider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Somebody on the internet who can send from any address and receives at his own. He keeps count of
 * the data packets that come to him.
 */
final class Attacker implements AutoCloseable {

  private static final int DATA = 4;
  private static final long SPACING = Duration.ofMillis(2).toNanos();

  private final NetworkNamespace namespace;
  private final InetSocketAddress target;
  private final DatagramChannel own;
  private final List<DatagramChannel> borrowed = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(2048);
  private long received;
  private long data;

  Attacker(Outsider outsider, InetSocketAddress target) {
    this.namespace = outsider.namespace();
    this.target = target;
    // Else he would answer when others look for those whose addresses he uses.
    namespace.sysctl("net.ipv4.conf.all.arp_ignore", "1");
    namespace.sysctl("net.ipv4.conf.all.arp_announce", "2");
    this.own = open(new InetSocketAddress(outsider.addresses().getFirst(), 6666));
  }

  private DatagramChannel open(InetSocketAddress local) {
    return namespace.inside(() -> {
      DatagramChannel channel = DatagramChannel.open();
      channel.configureBlocking(false);
      return channel.bind(local);
    });
  }

  /** Sends from his own address. */
  DatagramChannel himself() {
    return own;
  }

  /** Sends as if from there; what comes back goes to the true one. */
  DatagramChannel as(InetSocketAddress victim) {
    String ip = victim.getAddress().getHostAddress();
    namespace.command("ip", "addr", "add", ip + "/32", "dev", "lo").attempt();
    DatagramChannel channel = open(victim);
    borrowed.add(channel);
    return channel;
  }

  /** Sends so many packets, 500 a second. */
  void send(DatagramChannel from, int count, IntFunction<byte[]> packets) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      await(start + i * SPACING);
      sendOne(from, packets.apply(i));
      listen();
    }
  }

  /** Sends so many a second for so many seconds, from ever new ports. */
  int flood(int perSecond, int seconds, IntFunction<byte[]> packets) {
    List<DatagramChannel> doors = new ArrayList<>();
    String ip = addressOf(own).getAddress().getHostAddress();
    for (int i = 0; i < 200; i++) {
      doors.add(open(new InetSocketAddress(ip, 0)));
    }
    long start = System.nanoTime();
    int sent = 0;
    for (; sent < perSecond * seconds; sent++) {
      if (sent % 20 == 0) {
        await(start + sent * (1_000_000_000L / perSecond));
      }
      sendOne(doors.get(sent % doors.size()), packets.apply(sent));
    }
    doors.forEach(this::drain);
    doors.forEach(Attacker::close);
    return sent;
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void sendOne(DatagramChannel from, byte[] packet) {
    try {
      from.send(ByteBuffer.wrap(packet), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    drain(own);
  }

  private void drain(DatagramChannel channel) {
    try {
      while (channel.receive(in.clear()) != null) {
        received++;
        data += in.flip().get(0) == DATA ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress addressOf(DatagramChannel channel) {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever came to him, so far. */
  long received() {
    listen();
    return received;
  }

  /** Data packets among them. */
  long dataReceived() {
    listen();
    return data;
  }

  private static void close(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(own);
    borrowed.forEach(Attacker::close);
  }
}
