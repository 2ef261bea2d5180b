package io.filigree.systemtests.system;

import io.filigree.systemtests.lab.ChildProcess;
import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.Wait;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A coordinator in a process of its own, on embedded Postgres in a data directory that outlives it.
 * Closing it ends both; so does closing after {@code kill -9}, which orphans Postgres.
 */
public final class Coordinator implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);

  private final Path data;
  private final Ports ports;
  private final Path log;
  private ChildProcess process;
  private boolean closed;

  /**
   * Where it listens.
   *
   * @param https for edges, on all addresses
   * @param http for operators, on 127.0.0.1
   */
  public record Ports(int https, int http) {

    /** The ports that an operator gets who chooses none. */
    public static Ports usual() {
      return new Ports(8443, 8080);
    }

    /** Two ports that are free now. */
    public static Ports free() {
      try (ServerSocket first = new ServerSocket(0);
          ServerSocket second = new ServerSocket(0)) {
        return new Ports(first.getLocalPort(), second.getLocalPort());
      } catch (IOException e) {
        throw new IllegalStateException("no free port", e);
      }
    }
  }

  private Coordinator(Path data, Ports ports) {
    this.data = data;
    this.ports = ports;
    this.log = data.resolveSibling(data.getFileName() + ".log");
    Folder.write(log, "");
    this.process = launch();
  }

  /** Starts it; {@link #awaitReady} says when it serves. */
  public static Coordinator start(Path data, Ports ports) {
    return new Coordinator(data, ports);
  }

  private ChildProcess launch() {
    return ChildProcess.start(
        log,
        Map.of(),
        Archives.coordinator(
            "--filigree.data-dir=" + data,
            "--filigree.postgres-binaries=" + Archives.root().resolve("data/postgres.bin"),
            "--server.port=" + ports.https(),
            "--filigree.http.port=" + ports.http()));
  }

  /** Waits until it serves. */
  public Coordinator awaitReady() {
    if (!Wait.upTo(START, () -> ready() || !process.alive()) || !process.alive()) {
      throw new IllegalStateException("the coordinator did not start:\n" + process.output());
    }
    return this;
  }

  private boolean ready() {
    try {
      URI health = URI.create(local() + "/actuator/health/readiness");
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(500);
      connection.setReadTimeout(2000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The address for operators on this machine. */
  public String local() {
    return "http://127.0.0.1:" + ports.http();
  }

  /** The address for edges that reach this machine at the given address. */
  public String url(String host) {
    return "https://" + host + ":" + ports.https();
  }

  public Ports ports() {
    return ports;
  }

  public Path data() {
    return data;
  }

  /** Where its own output goes. */
  public Path log() {
    return log;
  }

  /** {@code kill -9}: the database server is left alone in the dark. */
  public void kill() {
    process.kill();
  }

  /** Starts it again on the same data. */
  public synchronized void startAgain() {
    if (closed) {
      throw new IllegalStateException("the coordinator is closed");
    }
    process = launch();
  }

  /** Ends it as an operator would. */
  public void stop() {
    process.stop();
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.stop();
    orphan().ifPresent(Coordinator::end);
  }

  private static void end(ProcessHandle server) {
    // SIGINT: a fast shutdown, without waiting for clients.
    Command.of("kill", "-INT", Long.toString(server.pid())).attempt();
    if (!Wait.upTo(Duration.ofSeconds(10), () -> !server.isAlive())) {
      server.destroyForcibly();
    }
  }

  // The first line of the file that Postgres keeps while it runs is its process id.
  private Optional<ProcessHandle> orphan() {
    try {
      Path file = data.resolve("postgres/postmaster.pid");
      return Files.readAllLines(file).stream()
          .findFirst()
          .map(String::strip)
          .map(Long::valueOf)
          .flatMap(ProcessHandle::of)
          .filter(Coordinator::isPostgres);
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(path -> path.endsWith("/postgres")).isPresent();
  }
}
