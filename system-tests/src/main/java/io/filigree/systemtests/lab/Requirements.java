package io.filigree.systemtests.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a machine must offer to hold a lab. */
public final class Requirements {

  private static final Map<String, String> PACKAGE_OF =
      new TreeMap<>(
          Map.of(
              "ip", "iproute2",
              "wg", "wireguard-tools",
              "nft", "nftables",
              "iptables-restore", "iptables",
              "ping", "iputils-ping",
              "conntrack", "conntrack",
              "sysctl", "procps",
              "tcpdump", "tcpdump"));

  private Requirements() {}

  /** Why no lab can stand here, in one line that says what to do; empty if one can. */
  public static Optional<String> check() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("network namespaces need root: run it as root, for example with sudo");
    }
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      return Optional.of("/dev/net/tun is missing: load the tun module, or pass the device in");
    }
    return missingPackages().map("tools are missing; install them with: apt-get install "::concat);
  }

  private static Optional<String> missingPackages() {
    Stream<String> tools =
        PACKAGE_OF.entrySet().stream().filter(e -> !onPath(e.getKey())).map(Map.Entry::getValue);
    Stream<String> wireGuard =
        kernelHasWireGuard() || onPath("wireguard-go") ? Stream.of() : Stream.of("wireguard-go");
    return Optional.of(Stream.concat(tools, wireGuard).sorted().collect(Collectors.joining(" ")))
        .filter(list -> !list.isEmpty());
  }

  private static boolean kernelHasWireGuard() {
    return Files.exists(Path.of("/sys/module/wireguard"));
  }

  private static boolean onPath(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
