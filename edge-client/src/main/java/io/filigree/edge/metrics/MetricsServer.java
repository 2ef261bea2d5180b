package io.filigree.edge.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers {@code GET /metrics} and refuses everything else. Nothing that a request says decides
 * anything but which of the two it gets; whoever is slow or many is cut off.
 */
final class MetricsServer implements AutoCloseable {

  private static final String PATH = "/metrics";
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final int THREADS = 2;
  private static final int WAITING = 8;

  static {
    // Read once, when the JDK's server is loaded. Seconds; by default it waits for ever.
    limit("sun.net.httpserver.maxReqTime", 5);
    limit("sun.net.httpserver.maxRspTime", 10);
    limit("sun.net.httpserver.maxReqHeaderSize", 8_192);
    limit("sun.net.httpserver.maxIdleConnections", 4);
    limit("jdk.httpserver.maxConnections", 16);
  }

  private final HttpServer server;
  private final Scrape scrape;

  /** Writes what there is to read now. */
  @FunctionalInterface
  interface Scrape {
    void write(OutputStream out) throws IOException;
  }

  private MetricsServer(HttpServer server, Scrape scrape) {
    this.server = server;
    this.scrape = scrape;
  }

  /**
   * Listens from now on.
   *
   * @throws IOException if that address cannot be had
   */
  static MetricsServer open(InetSocketAddress address, Scrape scrape) throws IOException {
    MetricsServer metrics = new MetricsServer(HttpServer.create(address, WAITING), scrape);
    metrics.server.setExecutor(fewThreads());
    metrics.server.createContext("/", metrics::answer);
    metrics.server.start();
    return metrics;
  }

  private static void limit(String property, int value) {
    System.setProperty(property, System.getProperty(property, Integer.toString(value)));
  }

  private static ThreadPoolExecutor fewThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "metrics");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What fails half-way is left open for the server to cut off: it must not look complete. */
  private void answer(HttpExchange exchange) throws IOException {
    if (!PATH.equals(exchange.getRequestURI().getPath())) {
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
    } else {
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      answerScrape(exchange);
    }
    exchange.close();
  }

  private void answerScrape(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
        scrape.write(exchange.getResponseBody());
      }
      case "HEAD" -> exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, -1);
      default -> {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_BAD_METHOD, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
