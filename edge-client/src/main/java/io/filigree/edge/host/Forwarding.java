package io.filigree.edge.host;

import io.filigree.edge.plan.IpFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the kernel forwards packets: read below {@code /proc/sys}, written by {@code sysctl}. It
 * is switched on and never off again: others on this machine may have come to rely on it.
 */
public final class Forwarding {
  private static final Path SWITCHES = Path.of("/proc/sys");
  private static final String V4 = "net/ipv4/ip_forward";
  private static final String V6 = "net/ipv6/conf/all/forwarding";

  private final Commands commands;

  public Forwarding(Commands commands) {
    this.commands = commands;
  }

  /** The families that are forwarded; one the kernel was built without is not. */
  public Set<IpFamily> observe() {
    Set<IpFamily> families = EnumSet.noneOf(IpFamily.class);
    if (value(V4).equals("1")) {
      families.add(IpFamily.V4);
    }
    if (value(V6).equals("1")) {
      families.add(IpFamily.V6);
    }
    return families;
  }

  private String value(String key) {
    return commands.read(SWITCHES.resolve(key)).orElse("").strip();
  }

  /**
   * Forwards one family.
   *
   * @param interfaces all interfaces of this machine
   */
  public Outcome enable(IpFamily family, Collection<String> interfaces) {
    return switch (family) {
      case V4 -> commands.run(Command.of("sysctl", "-qw", V4 + "=1"));
      case V6 -> {
        keepRouterAdvertisements(interfaces);
        yield commands.run(Command.of("sysctl", "-qw", V6 + "=1"));
      }
    };
  }

  /**
   * A kernel that forwards IPv6 stops listening to router advertisements, and a box with no other
   * default route would lose it within minutes; accept_ra = 2 means: listen all the same. Where it
   * is 0 somebody decided so.
   */
  private void keepRouterAdvertisements(Collection<String> interfaces) {
    List<String> argv = new ArrayList<>(List.of("sysctl", "-qew"));
    for (String name : interfaces) {
      // With slashes a dot is part of the name: eth0.100 is one interface.
      String key = "net/ipv6/conf/" + name + "/accept_ra";
      if (value(key).equals("1")) {
        argv.add(key + "=2");
      }
    }
    if (argv.size() > 2) {
      commands.run(Command.of(argv));
    }
  }
}
