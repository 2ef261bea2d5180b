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
  void clientsThatNeverFinishTheirRequestKeepNobodyOut() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      slow.add(connect(server.port()));
      slow.getLast().getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(ask("GET /metrics HTTP/1.1", "Host: x")).contains(BODY);
    for (Socket socket : slow) {
      assertThat(isCutOff(socket)).isTrue();
    }
  }

  @Test
  void clientsThatNeverReadTheirAnswerKeepNobodyOut() throws IOException {
    byte[] large = new byte[64_000_000];
    try (MetricsServer endless = MetricsServer.open(address(0), out -> out.write(large))) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        slow.add(connect(endless.port()));
        slow.getLast().getOutputStream().write(bytes("GET /metrics HTTP/1.1\r\n\r\n"));
      }
      assertThat(ask(endless.port(), "HEAD /metrics HTTP/1.1")).startsWith("HTTP/1.1 200 ");
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void anAnswerThatFailsHalfWayDoesNotLookComplete() throws IOException {
    try (MetricsServer failing =
        MetricsServer.open(
            address(0),
            out -> {
              out.write(bytes(BODY));
              throw new IllegalStateException("a fault");
            })) {
      assertThatThrownBy(() -> ask(failing.port(), "GET /metrics HTTP/1.1"))
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void whatIsNoRequestIsNoReasonToEnd() throws IOException {
    for (String nonsense :
        List.of("", " ", "GET", "GET /metrics", "GET /metrics HTTP/9", "\u0016")) {
      assertThat(ask(nonsense)).startsWith("HTTP/1.1 400 ");
    }
    String long8k = "GET /metrics HTTP/1.1\r\nX: " + "x".repeat(8_192);
    assertThatThrownBy(() -> ask(long8k)).isInstanceOf(SocketException.class);
    assertThat(ask("GET /metrics HTTP/1.1")).contains(BODY);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
