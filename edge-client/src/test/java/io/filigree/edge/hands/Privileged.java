package io.filigree.edge.hands;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filigree.edge.host.HostCommands;
import io.filigree.edge.host.Tool;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test needs that makes network namespaces. */
final class Privileged {
  private Privileged() {}

  static void orSkip() {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to make namespaces");
    assumeTrue(Files.exists(Path.of("/dev/net/tun")), "needs /dev/net/tun for wireguard-go");
    var missing = Tool.missing(new HostCommands());
    assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
  }
}
