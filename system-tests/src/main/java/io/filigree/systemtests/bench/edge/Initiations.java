package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.noise.LocalKey;
import io.filigree.protocol.noise.Mac;
import io.filigree.protocol.noise.MacKey;
import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Handshake initiations that no key of a member made: 148 bytes of type 1 with a random body, over
 * 20,000 a second on an absolute schedule, for a minute at most.
 */
final class Initiations implements AutoCloseable {

  private static final int PORT = 51_871;
  private static final int BYTES = 148;
  private static final int MAC1_AT = 116;
  private static final int DIFFERENT = 4_096;
  private static final int PER_MILLISECOND = 21;
  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
  private static final int LONGEST = 60_000;

  private final InetSocketAddress target;
  private final List<DatagramChannel> sources;
  private final ByteBuffer packets;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long sent;
  private volatile long nanos;

  private Initiations(InetSocketAddress target, List<DatagramChannel> sources, ByteBuffer packets) {
    this.target = target;
    this.sources = List.copyOf(sources);
    this.packets = packets;
    this.thread = Thread.ofPlatform().daemon().name("flood").start(this::send);
  }

  /**
   * Begins to send to the site at that address, from these addresses in turn.
   *
   * @param key whom mac1 is for: with the site's own key WireGuard has to do Diffie-Hellman to see
   *     that it is worth nothing
   */
  static Initiations at(
      String address, WireGuardPublicKey key, NetworkNamespace from, List<String> sources) {
    List<DatagramChannel> channels =
        sources.stream().map(source -> from.inside(() -> open(source))).toList();
    return new Initiations(new InetSocketAddress(address, PORT), channels, packets(key));
  }

  private static DatagramChannel open(String source) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    return channel.bind(new InetSocketAddress(source, 0));
  }

  private static ByteBuffer packets(WireGuardPublicKey receiver) {
    MacKey mac1 = new LocalKey(WireGuardPrivateKey.generate()).meet(receiver).mac1();
    Mac mac = new Mac();
    Random random = new Random(1);
    ByteBuffer packets = ByteBuffer.allocateDirect(BYTES * DIFFERENT);
    byte[] packet = new byte[BYTES];
    for (int i = 0; i < DIFFERENT; i++) {
      random.nextBytes(packet);
      packet[0] = 1;
      packet[1] = 0;
      packet[2] = 0;
      packet[3] = 0;
      System.arraycopy(mac.of(mac1, packet, MAC1_AT), 0, packet, MAC1_AT, Mac.BYTES);
      packets.put(i * BYTES, packet);
    }
    return packets;
  }

  private void send() {
    long start = System.nanoTime();
    int next = 0;
    for (int tick = 0; running && tick < LONGEST; tick++) {
      long wait = start + tick * MILLISECOND - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      for (int i = 0; i < PER_MILLISECOND; i++) {
        send(next++);
      }
      sent = next;
      nanos = System.nanoTime() - start;
    }
  }

  private void send(int number) {
    ByteBuffer packet = packets.slice(number % DIFFERENT * BYTES, BYTES);
    try {
      sources.get(number % sources.size()).send(packet, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it and says how many it sent a second. */
  double stop() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sent / (nanos / 1e9);
  }

  @Override
  public void close() {
    stop();
    for (DatagramChannel channel : sources) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
