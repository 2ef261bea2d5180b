package io.filigree.systemtests.bench.paths;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.relay.RelayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Hollow sites at one box, all driven by one thread. */
final class HollowCrowd implements AutoCloseable {

  private static final int LOOK_MILLIS = 20;

  private final List<HollowTunnel> sites = new ArrayList<>();
  private final WireGuardPublicKey relayKey;
  private final Selector selector;
  private volatile boolean running;
  private Thread thread = new Thread(this::run, "crowd");

  /** Makes them, and the handshakes they will attach with. */
  HollowCrowd(SiteBox box, RelayProcess relay, int count) {
    relayKey = relay.publicKey();
    InetSocketAddress target =
        new InetSocketAddress(relay.box().publicAddress(), RelayProcess.PORT);
    try {
      selector = Selector.open();
      for (int i = 0; i < count; i++) {
        HollowTunnel site = new HollowTunnel(box.gateway(), target, relayKey);
        site.channel().register(selector, SelectionKey.OP_READ, site);
        sites.add(site);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<HollowTunnel> sites() {
    return sites;
  }

  List<RelayProcess.Guest> guests() {
    List<RelayProcess.Guest> guests = new ArrayList<>();
    for (HollowTunnel site : sites) {
      guests.add(new RelayProcess.Guest("hollow-" + guests.size(), site.publicKey()));
    }
    return guests;
  }

  /** All attach at once. */
  void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("crowd").start(this::run);
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    long started = System.nanoTime();
    sites.forEach(site -> site.attach(started));
    try {
      while (running) {
        selector.select(key -> drain(key, buffer), LOOK_MILLIS);
        long now = System.nanoTime();
        sites.forEach(site -> site.tick(now, relayKey));
      }
    } catch (ClosedSelectorException e) {
      // closed: that is the end
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drain(SelectionKey key, ByteBuffer buffer) {
    HollowTunnel site = (HollowTunnel) key.attachment();
    try {
      while (site.channel().receive(buffer.clear()) != null) {
        site.received(buffer.flip(), System.nanoTime());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on nobody reads or sends. */
  void freeze() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    freeze();
    try {
      for (HollowTunnel site : sites) {
        site.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
