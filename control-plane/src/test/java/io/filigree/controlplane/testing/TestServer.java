package io.filigree.controlplane.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one Postgres of this JVM; it ends with the JVM. Not durable and therefore quick, unless
 * {@code -Dfiligree.test.durable=true} asks for honest disks.
 */
final class TestServer {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();
  private static final JdbcClient ADMIN = JdbcClient.create(SERVER.getPostgresDatabase());

  static {
    ADMIN.sql("CREATE DATABASE migrated").update();
    Flyway.configure().dataSource(url("migrated"), "postgres", "").load().migrate();
  }

  private TestServer() {}

  /** Makes a database with the whole schema and no rows; returns its name. */
  static String createDatabase() {
    String name = "test_" + NUMBER.incrementAndGet();
    ADMIN.sql("CREATE DATABASE " + name + " TEMPLATE migrated").update();
    return name;
  }

  static void dropDatabase(String name) {
    ADMIN.sql("DROP DATABASE " + name + " WITH (FORCE)").update();
  }

  static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database;
  }

  private static EmbeddedPostgres start() {
    try {
      Path binaries = Files.createDirectories(Path.of("target", "postgres.bin"));
      System.setProperty("ot.epg.working-dir", binaries.toAbsolutePath().toString());
      String durable = Boolean.getBoolean("filigree.test.durable") ? "on" : "off";
      return EmbeddedPostgres.builder()
          .setServerConfig("log_checkpoints", "off")
          .setServerConfig("fsync", durable)
          .setServerConfig("synchronous_commit", durable)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
