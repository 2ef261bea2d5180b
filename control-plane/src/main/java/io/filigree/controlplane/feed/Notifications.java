package io.filigree.controlplane.feed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Listens for what other replicas changed, on a connection of its own outside the pool: a pooled
 * one would be given back and forget what it listens to. Behind a transaction-pooling proxy nothing
 * ever comes; the slow look at the store covers that, and every lost notification.
 */
final class Notifications implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  /** How long to wait for one before asking whether the connection still lives. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);

  private final JdbcConnectionDetails database;
  private final Runnable connected;
  private final BiConsumer<String, String> heard;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts listening.
   *
   * @param database where
   * @param connected called whenever listening begins, for what was said before is lost
   * @param heard gets channel and payload
   */
  Notifications(
      JdbcConnectionDetails database, Runnable connected, BiConsumer<String, String> heard) {
    this.database = database;
    this.connected = connected;
    this.heard = heard;
    this.thread = Thread.ofPlatform().daemon().name("feed-listen").start(this::run);
  }

  private void run() {
    while (!closed) {
      try (Connection connection = connect()) {
        connected.run();
        listen(connection);
      } catch (SQLException | RuntimeException failure) {
        pauseAfter(failure);
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    setIfPresent(properties, "user", database.getUsername());
    setIfPresent(properties, "password", database.getPassword());
    properties.setProperty("ApplicationName", "filigree feed");
    properties.setProperty("tcpKeepAlive", "true");
    Connection connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN filigree_mesh");
      statement.execute("LISTEN filigree_inbox");
    }
    return connection;
  }

  private static void setIfPresent(Properties properties, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      properties.setProperty(name, value);
    }
  }

  private void listen(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] news = postgres.getNotifications((int) QUIET.toMillis());
      if (news == null || news.length == 0) {
        requireAlive(connection);
        continue;
      }
      for (PGNotification notification : news) {
        heard.accept(notification.getName(), notification.getParameter());
      }
    }
  }

  private static void requireAlive(Connection connection) throws SQLException {
    if (!connection.isValid((int) QUIET.toSeconds())) {
      throw new SQLException("the connection died");
    }
  }

  private void pauseAfter(Exception failure) {
    if (closed) {
      return;
    }
    LOG.warn("not listening to the database for a moment: {}", failure.toString());
    try {
      Thread.sleep(BEFORE_RECONNECT);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
