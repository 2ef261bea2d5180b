package io.filigree.edge.wireguard;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.InterfaceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * wireguard-go, which outlives this process: as a unit of its own where systemd runs and knows that
 * unit, for a service that stops takes all its children along; else detached.
 */
final class Userspace {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Commands commands;
  private final InterfaceName name;
  private final String unit;

  Userspace(Commands commands, InterfaceName name) {
    this.commands = commands;
    this.name = name;
    this.unit = "filigree-wg@" + name + ".service";
  }

  /** Makes the interface and has it served. */
  Outcome create() {
    if (ofThisNamespace() && systemctl("cat").ok() && systemctl("start").ok()) {
      return appears()
          ? new Outcome(0, "", "")
          : Outcome.failed(unit + " runs and makes no interface (journalctl -u " + unit + ")");
    }
    return commands.run(Command.of("wireguard-go", name.value()));
  }

  /** Stops the unit, if it was that; it would bring the interface back. */
  void stop() {
    if (ofThisNamespace() && systemctl("cat").ok()) {
      systemctl("stop");
    }
  }

  /** Whether the interface is there. */
  boolean exists() {
    return commands.read(Path.of("/sys/class/net", name.value(), "ifindex")).isPresent();
  }

  /** systemd would start the unit in its own network namespace. */
  private boolean ofThisNamespace() {
    Outcome links = commands.run(Command.of("readlink", "/proc/self/ns/net", "/proc/1/ns/net"));
    List<String> names = links.out().lines().toList();
    return links.ok() && names.size() == 2 && names.getFirst().equals(names.getLast());
  }

  private Outcome systemctl(String verb) {
    return commands.run(Command.of("systemctl", verb, unit));
  }

  /** A unit of this type counts as started before its program has done anything. */
  private boolean appears() {
    try {
      for (Duration waited = Duration.ZERO;
          waited.compareTo(PATIENCE) < 0;
          waited = waited.plus(PAUSE)) {
        if (exists()) {
          return true;
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return exists();
  }
}
