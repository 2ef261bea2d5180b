package io.filigree.edge.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

  static final String BODY = "filigree_things_total 1\n";

  private final MetricsServer server;

  MetricsServerTest() throws IOException {
    server =
        MetricsServer.open(address(0), out -> out.write(BODY.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private String ask(String request, String... headers) throws IOException {
    return ask(server.port(), request, headers);
  }

  private static String ask(int port, String request, String... headers) throws IOException {
    try (Socket socket = connect(port)) {
      String text =
          request + "\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Test
  void metricsAreServedAsTheFormatTheyAre() throws IOException {
    assertThat(ask("GET /metrics HTTP/1.1", "Host: x"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Type: text/plain; version=0.0.4; charset=utf-8")
        .contains(BODY);
    assertThat(ask("HEAD /metrics HTTP/1.1", "Host: x"))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain(BODY);
  }

  @Test
  void whatHostHeaderComesMakesNoDifference() throws IOException {
    String usual = ask("GET /metrics HTTP/1.1", "Host: localhost");
    assertThat(ask("GET /metrics HTTP/1.1", "Host: evil.example", "X-Forwarded-For: 10.0.0.1"))
        .isEqualToIgnoringNewLines(usual);
  }

  @Test
  void everythingElseIsRefused() throws IOException {
    for (String path : List.of("/", "/metrics/", "/metrics/x", "/metricsx", "/../etc/passwd")) {
      assertThat(ask("GET " + path + " HTTP/1.1", "Host: x")).startsWith("HTTP/1.1 404 ");
    }
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
      assertThat(ask(method + " /metrics HTTP/1.1", "Host: x", "Content-Length: 0"))
          .startsWith("HTTP/1.1 405 ")
          .contains("GET, HEAD");
    }
  }

  @Test
  void clientsThatNeverFinishTheirRequestAreCutOff() throws IOException {
    try (ServerOfItsOwn own = ServerOfItsOwn.start()) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        slow.add(connect(own.port()));
        slow.getLast().getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
      }
      for (Socket socket : slow) {
        assertThat(isCutOff(socket)).isTrue();
      }
      assertThat(ask(own.port(), "GET /metrics HTTP/1.1", "Host: x")).contains(BODY);
    }
  }

  private static boolean isCutOff(Socket socket) throws IOException {
    try (socket) {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException patience) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void aBusyPortIsAnException() {
    assertThatThrownBy(() -> MetricsServer.open(address(server.port()), out -> {}))
        .isInstanceOf(BindException.class);
  }
}
