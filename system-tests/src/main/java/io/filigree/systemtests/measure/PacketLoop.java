package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * One thread that receives on sockets of many namespaces and stamps arrivals. What delays it (a
 * garbage collection, a busy core) delays the control stream alike, and so cancels out.
 */
final class PacketLoop implements AutoCloseable {

  /** What to do with a datagram. */
  interface Receiver {
    void received(DatagramChannel channel, ByteBuffer data, InetSocketAddress from, long nanos)
        throws IOException;
  }

  private final Selector selector;
  private final Thread thread;

  PacketLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name("packets").start(this::run);
  }

  /** Opens a UDP socket in the namespace and hands all it receives to the receiver. */
  DatagramChannel open(NetworkNamespace namespace, InetSocketAddress local, Receiver receiver) {
    return namespace.inside(() -> {
      DatagramChannel channel = DatagramChannel.open();
      channel.configureBlocking(false);
      channel.bind(local);
      channel.register(selector, SelectionKey.OP_READ, receiver);
      selector.wakeup();
      return channel;
    });
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    while (selector.isOpen()) {
      try {
        selector.select(key -> drain(key, buffer));
      } catch (ClosedSelectorException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void drain(SelectionKey key, ByteBuffer buffer) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    Receiver receiver = (Receiver) key.attachment();
    try {
      while (channel.receive(buffer.clear()) instanceof InetSocketAddress from) {
        receiver.received(channel, buffer.flip(), from, System.nanoTime());
      }
    } catch (IOException e) {
      // Unreachable just now, or its namespace is gone: the packet counts as lost, as it was.
    }
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
