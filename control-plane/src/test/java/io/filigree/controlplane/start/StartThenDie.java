package io.filigree.controlplane.start;

import io.filigree.controlplane.secret.DataDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A process that acknowledges a write and is gone at once, as after {@code kill -9}. */
final class StartThenDie {
  static final int STATUS = 137;

  private StartThenDie() {}

  public static void main(String[] args) throws SQLException {
    EmbeddedServer server =
        EmbeddedServer.start(DataDirectory.at(Path.of(args[0])), Path.of(args[1]));
    try (Connection connection =
            DriverManager.getConnection(
                server.getJdbcUrl(), server.getUsername(), server.getPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE acknowledged AS SELECT 42 AS answer");
    }
    Runtime.getRuntime().halt(STATUS);
  }
}
