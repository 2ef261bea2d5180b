package io.filigree.edge.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers {@code GET /metrics} and nothing else. Written by hand because the JDK's own server takes
 * 3 MB of a small box's memory at its first answer.
 *
 * <p>At most four are served at a time. Whoever comes fifth takes the place of the first: an honest
 * scrape is over in milliseconds, so it is the one that dawdles who is cut off.
 */
final class MetricsServer implements AutoCloseable {

  private static final int MOST_VISITS = 4;
  private static final int WAITING = 8;
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final ServerSocket listener;
  private final Scrape scrape;
  private final Deque<Socket> visits = new ArrayDeque<>();

  /** Writes what there is to read now. */
  @FunctionalInterface
  interface Scrape {
    void write(OutputStream out) throws IOException;
  }

  private MetricsServer(ServerSocket listener, Scrape scrape) {
    this.listener = listener;
    this.scrape = scrape;
  }

  /**
   * Listens from now on.
   *
   * @throws IOException if that address cannot be had
   */
  static MetricsServer open(InetSocketAddress address, Scrape scrape) throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.bind(address, WAITING);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    MetricsServer server = new MetricsServer(listener, scrape);
    Thread.ofPlatform().daemon().name("metrics").start(server::listen);
    return server;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        begin(listener.accept());
      } catch (IOException e) {
        // Closed by us; or out of file handles, which passes.
        LockSupport.parkNanos(listener.isClosed() ? 0 : PAUSE_NANOS);
      }
    }
  }

  private void begin(Socket socket) {
    Visit visit = new Visit(socket, scrape);
    synchronized (visits) {
      if (visits.size() == MOST_VISITS) {
        Visit.cutOff(visits.removeFirst());
      }
      visits.addLast(socket);
    }
    Thread.ofPlatform()
        .daemon()
        .name("scrape")
        .start(() -> {
          visit.run();
          synchronized (visits) {
            visits.remove(socket);
          }
        });
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      return; // it listens no more all the same
    }
  }
}
