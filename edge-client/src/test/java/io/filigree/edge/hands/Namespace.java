package io.filigree.edge.hands;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.HostCommands;
import io.filigree.edge.host.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine of its own as far as the network goes: a namespace, and a /run/wireguard that no other
 * sees, for wireguard-go finds its interface by a socket there whatever the namespace.
 */
final class Namespace implements AutoCloseable {
  private static final HostCommands HOST = new HostCommands();

  private final String name;
  private final HostCommands commands;

  Namespace(String label, Path directory) {
    name = "fg-" + ProcessHandle.current().pid() + "-" + label;
    try {
      Files.createDirectories(Path.of("/run/wireguard"));
      Path sockets = Files.createDirectories(directory.resolve(label + "-wireguard"));
      must(HOST, "ip", "netns", "add", name);
      // ip netns exec gives each command a mount namespace of its own, so the bind never leaks out.
      commands =
          new HostCommands(
              List.of(
                  "ip",
                  "netns",
                  "exec",
                  name,
                  "sh",
                  "-c",
                  "mount --bind \"$0\" /run/wireguard && exec \"$@\"",
                  sockets.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      run("ip", "link", "set", "lo", "up");
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  /** Stops what was started; nothing was where starting it failed. */
  static void stop(@Nullable Namespace started) {
    if (started != null) {
      started.close();
    }
  }

  HostCommands commands() {
    return commands;
  }

  String name() {
    return name;
  }

  /** Runs what must succeed, and says what it printed. */
  String run(String... argv) {
    return must(commands, argv);
  }

  /** Joins two namespaces by a cable. */
  static void cable(Namespace a, String addressOfA, Namespace b, String addressOfB) {
    must(
        HOST, "ip", "link", "add", "eth0", "netns", a.name, "type", "veth", "peer", "name", "eth0",
        "netns", b.name);
    a.run("ip", "address", "add", addressOfA, "dev", "eth0");
    b.run("ip", "address", "add", addressOfB, "dev", "eth0");
    a.run("ip", "link", "set", "eth0", "up");
    b.run("ip", "link", "set", "eth0", "up");
  }

  /** Takes a UDP port of this machine, as another WireGuard would. */
  Holder holdUdpPort(int port) {
    run(
        "ip", "link", "add", "holder", "type", "vxlan", "id", "7", "dstport", "" + port, "dev",
        "lo");
    run("ip", "link", "set", "holder", "up");
    return () -> run("ip", "link", "del", "holder");
  }

  /** Something held until it is closed. */
  interface Holder extends AutoCloseable {
    @Override
    void close();
  }

  /** Ends what still runs in it, then takes it away. */
  @Override
  public void close() {
    killAll();
    must(HOST, "ip", "netns", "del", name);
  }

  /** Kills what runs in it, which is wireguard-go, and waits until it is gone. */
  void killAll() {
    HOST.run(Command.of("ip", "netns", "pids", name))
        .out()
        .lines()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
        .forEach(process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }

  private static String must(Commands commands, String... argv) {
    Outcome outcome = commands.run(Command.of(argv));
    if (!outcome.ok()) {
      throw new IllegalStateException(String.join(" ", argv) + ": " + outcome.reason());
    }
    return outcome.out();
  }
}
