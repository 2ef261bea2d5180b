package io.filigree.controlplane.start;

import io.filigree.controlplane.StartRefusedException;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Postgres whose coordinator was killed: it still runs on our database and must end before a new
 * one starts. Recognised by its working directory, which for a Postgres is its database; the number
 * in {@code postmaster.pid} alone may meanwhile be anybody's.
 */
record OrphanedServer(Path database, Path executable) {
  private static final long STOP_SECONDS = 30;

  /** The server that still runs on this database, if any. A stale pid file is cleared away. */
  static Optional<OrphanedServer> on(Path database) {
    return pidIn(database)
        .filter(pid -> ProcessHandle.of(pid).isPresent())
        .flatMap(pid -> orphanOrStranger(database, pid));
  }

  private static Optional<Long> pidIn(Path database) {
    try (Stream<String> lines = Files.lines(database.resolve("postmaster.pid"))) {
      return lines.findFirst().map(Long::valueOf);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<OrphanedServer> orphanOrStranger(Path database, long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      if (database.equals(Files.readSymbolicLink(process.resolve("cwd")))) {
        Path executable = Files.readSymbolicLink(process.resolve("exe"));
        return Optional.of(new OrphanedServer(database, executable));
      }
    } catch (IOException e) {
      return clearStranger(database); // somebody else's process, or a zombie
    }
    return clearStranger(database);
  }

  /** Postgres would take any living process with that number, as after a reboot, for itself. */
  private static Optional<OrphanedServer> clearStranger(Path database) {
    try {
      Files.deleteIfExists(database.resolve("postmaster.pid"));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + database.resolve("postmaster.pid"), e);
    }
  }

  /** Ends it cleanly; every acknowledged write is on disk already. */
  void stop() {
    try {
      var command = new ProcessBuilder(stopCommand()).redirectErrorStream(true);
      Process process = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(STOP_SECONDS + 5, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw stillRunning();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop the Postgres left on " + database, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stillRunning();
    }
  }

  private List<String> stopCommand() {
    String pgCtl = executable.resolveSibling("pg_ctl").toString();
    String seconds = Long.toString(STOP_SECONDS);
    Stream<String> stop =
        Stream.of(pgCtl, "stop", "-D", database.toString(), "-m", "fast", "-w", "-t", seconds);
    // pg_ctl refuses to run as root; in a user namespace of its own it is not.
    Stream<String> unshare =
        LinuxUtils.isUnshareAvailable() ? Stream.of("unshare", "-U") : Stream.empty();
    return Stream.concat(unshare, stop).toList();
  }

  private StartRefusedException stillRunning() {
    return new StartRefusedException(
        "A Postgres left by a killed coordinator still runs on " + database + ".",
        "Stop it with: pg_ctl stop -D " + database + " -m fast");
  }
}
