package io.filigree.edge.route;

import io.filigree.edge.plan.InterfaceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The bytes that have gone through an interface, as the kernel counts them: no process is run. Read
 * from {@code /proc} and not from {@code /sys/class/net}, which shows the network namespace that it
 * was mounted in and not always ours.
 */
public final class Counters {

  private static final Path DEVICES = Path.of("/proc/self/net/dev");

  /** Fields between the bytes received and the bytes sent. */
  private static final int BETWEEN = 7;

  private final String prefix;

  /** Bytes of packets as they are inside the tunnel. */
  public record Bytes(long received, long sent) {}

  public Counters(InterfaceName name) {
    this.prefix = name.value() + ":";
  }

  /** Empty while there is no such interface. */
  public Optional<Bytes> read() {
    try {
      return parse(Files.readString(DEVICES));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  Optional<Bytes> parse(String devices) {
    for (String line : devices.lines().toList()) {
      String device = line.strip();
      if (device.startsWith(prefix)) {
        return bytes(new StringTokenizer(device.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }

  private static Optional<Bytes> bytes(StringTokenizer fields) {
    if (fields.countTokens() < BETWEEN + 2) {
      return Optional.empty();
    }
    long received = Long.parseLong(fields.nextToken());
    for (int i = 0; i < BETWEEN; i++) {
      fields.nextToken();
    }
    return Optional.of(new Bytes(received, Long.parseLong(fields.nextToken())));
  }
}
