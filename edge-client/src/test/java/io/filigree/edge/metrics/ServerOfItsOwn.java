package io.filigree.edge.metrics;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The server in a virtual machine of its own: its limits are the JDK's, which are read once, and
 * other tests start servers without any.
 */
final class ServerOfItsOwn implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerOfItsOwn(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServerOfItsOwn start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options",
                "-cp",
                System.getProperty("java.class.path"),
                ServerOfItsOwn.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
    return new ServerOfItsOwn(process, Integer.parseInt(String.valueOf(out.readLine())));
  }

  int port() {
    return port;
  }

  /** Serves until its standard input ends, as it does with the process that started it. */
  public static void main(String[] arguments) throws IOException {
    byte[] body = MetricsServerTest.BODY.getBytes(StandardCharsets.UTF_8);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (MetricsServer server = MetricsServer.open(any, out -> out.write(body))) {
      System.out.println(server.port());
      System.in.readAllBytes();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
