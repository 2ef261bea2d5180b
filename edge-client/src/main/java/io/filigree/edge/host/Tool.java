package io.filigree.edge.host;

import java.util.Arrays;
import java.util.List;

/** The programs the edge client runs, and where to get them. */
public enum Tool {
  WG("wg", "wireguard-tools", true, "--version"),
  IP("ip", "iproute2", true, "-V"),
  NFT("nft", "nftables", true, "--version"),
  SYSCTL("sysctl", "procps", true, "--version"),
  /** Only where the clock is behind at start. */
  DATE("date", "coreutils", false, "--version"),
  /** Only where the kernel has no WireGuard. */
  WIREGUARD_GO("wireguard-go", "wireguard-go", false, "--version"),
  /** Only where wireguard-go is a unit. */
  SYSTEMCTL("systemctl", "systemd", false, "--version"),
  /** Only where the host's own FORWARD chain drops. */
  IPTABLES("iptables", "iptables", false, "--version"),
  /** Without it a connection that was masqueraded before we came stays so until it ends. */
  CONNTRACK("conntrack", "conntrack", false, "--version");

  private final String command;
  private final String distributionPackage;
  private final boolean required;
  private final String versionFlag;

  Tool(String command, String distributionPackage, boolean required, String versionFlag) {
    this.command = command;
    this.distributionPackage = distributionPackage;
    this.required = required;
    this.versionFlag = versionFlag;
  }

  /** The name of the program. */
  public String command() {
    return command;
  }

  /** Whether nothing works without it; the others are needed on some machines only. */
  public boolean required() {
    return required;
  }

  /** Whether it is not installed. */
  public boolean isMissing(Commands commands) {
    return commands.run(Command.of(command, versionFlag)).missing();
  }

  /** The command that installs it. */
  public String install() {
    return "apt-get install --no-install-recommends " + distributionPackage;
  }

  /** The required ones that are not installed, each with what to install. */
  public static List<String> missing(Commands commands) {
    return Arrays.stream(values())
        .filter(tool -> tool.required)
        .filter(tool -> tool.isMissing(commands))
        .map(tool -> advice(tool.command))
        .toList();
  }

  /** What to say where a program is not installed. */
  static String advice(String command) {
    return Arrays.stream(values())
        .filter(tool -> tool.command.equals(command))
        .findFirst()
        .map(tool -> "%s is not installed (%s)".formatted(command, tool.install()))
        .orElse(command + " is not installed");
  }
}
