package io.filigree.controlplane.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.controlplane.StartRefusedException;
import io.filigree.controlplane.secret.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class EmbeddedServerIT {
  private static final Path BINARIES = Path.of("target", "postgres.bin").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void acknowledgedWritesAreOnDisk() throws IOException {
    try (EmbeddedServer server = start()) {
      assertThat(setting(server, "fsync")).isEqualTo("on");
      assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(server, "full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void nextStartFindsTheRowsAtTheSamePort() throws IOException {
    String url;
    try (EmbeddedServer server = start()) {
      url = server.getJdbcUrl();
      sql(server).sql("CREATE TABLE kept AS SELECT 42 AS answer").update();
    }
    try (EmbeddedServer server = start()) {
      assertThat(server.getJdbcUrl()).isEqualTo(url);
      assertThat(answer(server, "kept")).isEqualTo(42);
    }
  }

  @Test
  void secondCoordinatorOnTheSameDirectoryIsRefused() throws IOException {
    try (EmbeddedServer server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("Another coordinator is running");
      assertThat(setting(server, "fsync")).isEqualTo("on");
    }
  }

  @Test
  void serverLeftByAKilledCoordinatorIsStoppedAndItsDataKept() throws Exception {
    assertThat(killedProcess().waitFor(90, TimeUnit.SECONDS)).isTrue();
    long orphan = postmasterPid();
    assertThat(ProcessHandle.of(orphan)).isPresent();
    try (EmbeddedServer server = start()) {
      assertThat(postmasterPid()).isNotEqualTo(orphan);
      assertThat(answer(server, "acknowledged")).isEqualTo(42);
    }
  }

  @Test
  void strangerWithTheOldProcessNumberIsLeftAlone() throws IOException {
    start().close();
    long stranger = ProcessHandle.current().pid();
    Files.writeString(postmasterFile(), stranger + "\n" + directory.resolve("postgres") + "\n");
    try (EmbeddedServer server = start()) {
      assertThat(setting(server, "fsync")).isEqualTo("on");
    }
  }

  @Test
  void halfMadeDatabaseIsSetAsideNotUsed() throws IOException {
    Path half = Files.createDirectories(directory.resolve("postgres"));
    Files.createFile(half.resolve("postgresql.conf"));
    try (EmbeddedServer server = start()) {
      assertThat(setting(server, "fsync")).isEqualTo("on");
    }
    try (var entries = Files.list(directory)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .anyMatch(name -> name.startsWith("postgres.incomplete-"));
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws IOException {
    try (EmbeddedServer server = start()) {
      JdbcClient stranger = sql(server.getJdbcUrl(), "guessed");
      assertThatThrownBy(() -> stranger.sql("SELECT 1").query(Integer.class).single())
          .rootCause()
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void lostPasswordIsNamedInsteadOfGuessed() throws IOException {
    start().close();
    Files.delete(directory.resolve("postgres.password"));
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("postgres.password is missing");
  }

  private EmbeddedServer start() {
    return EmbeddedServer.start(DataDirectory.at(directory), BINARIES);
  }

  private Process killedProcess() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        List.of(
            java,
            "-cp",
            classPath,
            StartThenDie.class.getName(),
            directory.toString(),
            BINARIES.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("killed.log").toFile())
        .start();
  }

  private long postmasterPid() throws IOException {
    return Long.parseLong(Files.readAllLines(postmasterFile()).getFirst());
  }

  private Path postmasterFile() {
    return directory.resolve("postgres").resolve("postmaster.pid");
  }

  private static int answer(EmbeddedServer server, String table) {
    return sql(server).sql("SELECT answer FROM " + table).query(Integer.class).single();
  }

  private static String setting(EmbeddedServer server, String name) {
    return sql(server).sql("SELECT current_setting(?)").param(name).query(String.class).single();
  }

  private static JdbcClient sql(EmbeddedServer server) {
    return sql(server.getJdbcUrl(), server.getPassword());
  }

  private static JdbcClient sql(String url, String password) {
    return JdbcClient.create(new DriverManagerDataSource(url, "postgres", password));
  }
}
