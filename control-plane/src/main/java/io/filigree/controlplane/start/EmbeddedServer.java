package io.filigree.controlplane.start;

import io.filigree.controlplane.StartRefusedException;
import io.filigree.controlplane.secret.DataDirectory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The database where none was given: Postgres in the data directory, durable, on a loopback port,
 * open only to who can read the password file. It ends with the coordinator; one orphaned by {@code
 * kill -9} is ended by the next start.
 */
final class EmbeddedServer implements JdbcConnectionDetails, AutoCloseable {
  private static final String USER = "postgres";
  private static final String PASSWORD_FILE = "postgres.password";
  private static final String PORT_FILE = "postgres.port";
  private static final String COMPLETE = "filigree.complete";

  private final DirectoryLock lock;
  private final EmbeddedPostgres server;
  private final String password;

  private EmbeddedServer(DirectoryLock lock, EmbeddedPostgres server, String password) {
    this.lock = lock;
    this.server = server;
    this.password = password;
  }

  /** Starts it; returns when it answers. */
  static EmbeddedServer start(DataDirectory directory, Path binaries) {
    DirectoryLock lock = DirectoryLock.of(directory);
    try {
      Path database = directory.database();
      OrphanedServer.on(database).ifPresent(OrphanedServer::stop);
      setAsideIfIncomplete(database);
      String password = password(directory, database);
      EmbeddedPostgres server = launch(directory, database, binaries, password);
      remember(directory, database, server.getPort());
      return new EmbeddedServer(lock, server, password);
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException("cannot start Postgres in " + directory.path(), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** A first start that was cut short leaves half a database, which nobody has written to yet. */
  private static void setAsideIfIncomplete(Path database) throws IOException {
    if (Files.exists(database) && !Files.exists(database.resolve(COMPLETE))) {
      Files.move(database, database.resolveSibling("postgres.incomplete-" + Instant.now()));
    }
  }

  private static String password(DataDirectory directory, Path database) {
    Optional<String> known = directory.readSecret(PASSWORD_FILE);
    if (known.isEmpty() && Files.exists(database)) {
      throw new StartRefusedException(
          directory.file(PASSWORD_FILE) + " is missing, and the database beside it needs it.",
          "Put the file back from your backup of the data directory.");
    }
    return known.orElseGet(() -> newPassword(directory));
  }

  private static String newPassword(DataDirectory directory) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    directory.writeSecret(PASSWORD_FILE, password);
    return password;
  }

  private static EmbeddedPostgres launch(
      DataDirectory directory, Path database, Path binaries, String password) throws IOException {
    // The library unpacks and tidies there; its default is a path in /tmp that others can prepare.
    System.setProperty("ot.epg.working-dir", Files.createDirectories(binaries).toString());
    Redirect log = Redirect.appendTo(directory.file("postgres.log").toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(database)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port(directory))
        .setPGStartupWait(Duration.ofMinutes(2)) // replays the log after a power cut
        .setOutputRedirector(log)
        .setErrorRedirector(log)
        // Options of initdb: these follow, and so overrule, the library's "trust everybody".
        .setLocaleConfig("auth-host", "scram-sha-256")
        .setLocaleConfig("pwfile", directory.file(PASSWORD_FILE).toString())
        .setConnectConfig("password", password)
        // The library turns durability off: an acknowledged write must survive.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "100")
        .setServerConfig("log_checkpoints", "off")
        .start();
  }

  /** The port of the last run where it is still free, so that tools find the database again. */
  private static int port(DataDirectory directory) {
    return directory
        .readSecret(PORT_FILE)
        .map(Integer::valueOf)
        .flatMap(EmbeddedServer::free)
        .or(() -> free(0))
        .orElseThrow(() -> new IllegalStateException("no free loopback port"));
  }

  private static Optional<Integer> free(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Optional.of(probe.getLocalPort());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void remember(DataDirectory directory, Path database, int port)
      throws IOException {
    directory.writeSecret(PORT_FILE, Integer.toString(port));
    Path complete = database.resolve(COMPLETE);
    if (!Files.exists(complete)) {
      Files.createFile(complete);
    }
  }

  @Override
  public String getUsername() {
    return USER;
  }

  @Override
  public String getPassword() {
    return password;
  }

  @Override
  public String getJdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  /** Ends Postgres cleanly; the pool that used it is closed before. */
  @Override
  public void close() throws IOException {
    server.close();
    lock.close();
  }
}
