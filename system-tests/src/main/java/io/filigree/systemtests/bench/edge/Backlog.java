package io.filigree.systemtests.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Packets that the kernel dropped because no processor came to them in time: on a machine that is
 * busy with other things a flood between namespaces fills that queue, and whatever else is in it is
 * lost before any firewall or WireGuard sees it.
 */
final class Backlog {

  private static final Path STATISTICS = Path.of("/proc/net/softnet_stat");

  private final long before = drops();

  /** How many since this was made. */
  long dropped() {
    return drops() - before;
  }

  // One line for each processor, in hex; the second column counts drops.
  private static long drops() {
    try {
      return Files.readAllLines(STATISTICS).stream()
          .mapToLong(line -> Long.parseLong(line.split(" ", 3)[1], 16))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
