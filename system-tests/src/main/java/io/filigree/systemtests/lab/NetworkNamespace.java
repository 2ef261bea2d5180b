package io.filigree.systemtests.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** One named network namespace: a machine's network, without the machine. */
public final class NetworkNamespace {

  private final String name;

  NetworkNamespace(String name) {
    this.name = name;
  }

  void create() {
    Command.of("ip", "netns", "add", name).run();
    ip("link set lo up");
  }

  /** The name under {@code /run/netns}. */
  public String name() {
    return name;
  }

  /** Runs {@code ip} commands inside, one a line, and stops at the first that fails. */
  public void ip(String... lines) {
    Command.of("ip", "-n", name, "-batch", "-").reading(String.join("\n", lines) + "\n").run();
  }

  /** A command that will run inside. */
  public Command command(String... argv) {
    return Command.of(argv).behind("ip", "netns", "exec", name);
  }

  /** Sets a kernel variable inside. */
  public void sysctl(String key, String value) {
    command("sysctl", "-qw", key + "=" + value).run();
  }

  /**
   * Does something on a thread of this namespace. Sockets and channels opened there belong to the
   * namespace for good, whichever thread uses them afterwards.
   */
  public <T> T inside(Callable<T> work) {
    return ThreadNamespace.call(name, work);
  }

  /** Ends everything that runs inside, whoever started it, and removes the namespace. */
  void remove() {
    if (!Files.exists(Path.of("/run/netns", name))) {
      return;
    }
    processes().forEach(ProcessHandle::destroyForcibly);
    Wait.upTo(Duration.ofSeconds(5), () -> processes().isEmpty());
    Command.of("ip", "netns", "delete", name).attempt();
  }

  /** Ends ({@code kill -9}) every process inside that runs this program; how many there were. */
  public int kill(String program) {
    List<ProcessHandle> found =
        processes().stream()
            .filter(process -> process.info().command().orElse("").endsWith("/" + program))
            .toList();
    found.forEach(ProcessHandle::destroyForcibly);
    return found.size();
  }

  private List<ProcessHandle> processes() {
    return Command.of("ip", "netns", "pids", name)
        .attempt()
        .output()
        .lines()
        .filter(line -> line.chars().allMatch(Character::isDigit))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
