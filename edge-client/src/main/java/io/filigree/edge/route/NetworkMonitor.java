package io.filigree.edge.route;

import io.filigree.edge.plan.InterfaceName;
import java.util.List;
import java.util.StringTokenizer;

/** Which of the lines of {@code ip monitor} say that something of ours was disturbed. */
public final class NetworkMonitor {

  /** One line per event; netconf tells of switched forwarding. */
  private static final List<String> COMMAND =
      List.of("ip", "-o", "monitor", "link", "address", "route", "netconf");

  private static final String OURS = "proto " + Network.PROTOCOL;

  private final String name;

  public NetworkMonitor(InterfaceName name) {
    this.name = name.value();
  }

  /** What prints the lines. */
  public static String[] command() {
    return COMMAND.toArray(String[]::new);
  }

  /**
   * Whether a line is about our interface or one of our routes, or tells that this machine lost an
   * address or an uplink, which wireguard-go would not notice by itself.
   */
  public boolean concerns(String line) {
    if (line.contains(OURS) || lostAddress(line) || deadUplink(line)) {
      return true;
    }
    StringTokenizer words = new StringTokenizer(line, " :@");
    while (words.hasMoreTokens()) {
      if (words.nextToken().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean lostAddress(String line) {
    return line.startsWith("Deleted ") && line.contains(" scope global");
  }

  /** The ports of a bridge, such as those of pods, come and go and are no uplinks. */
  private static boolean deadUplink(String line) {
    boolean dead = line.contains(" state DOWN ") || line.contains(" state LOWERLAYERDOWN ");
    return dead && !line.startsWith("Deleted ") && !line.contains(" master ");
  }
}
