package io.filigree.controlplane.testing;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database of its own, migrated and empty, for one test class: {@code @RegisterExtension static
 * final FreshDatabase database = new FreshDatabase();}.
 */
public final class FreshDatabase implements BeforeAllCallback, AfterAllCallback {
  private @Nullable String name;

  @Override
  public void beforeAll(ExtensionContext context) {
    name = TestServer.createDatabase();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestServer.dropDatabase(Objects.requireNonNull(name));
  }

  /** JDBC URL; the user is {@code postgres}, without a password. */
  public String url() {
    return TestServer.url(Objects.requireNonNull(name, "only while the test class runs"));
  }

  /** Connections without a pool. */
  public DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setUser("postgres");
    return source;
  }

  /** SQL outside of any transaction, to look behind the back of what is tested. */
  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource());
  }

  /** The mesh record of the mesh of that name, as it is stored. */
  public String meshRecord(String mesh) {
    return jdbc()
        .sql("SELECT record FROM mesh WHERE name = ?")
        .param(mesh)
        .query(String.class)
        .single();
  }

  /** Transactions on {@code source}, which the code under test must use too. */
  public static TransactionTemplate transactions(DataSource source) {
    return new TransactionTemplate(new JdbcTransactionManager(source));
  }
}
