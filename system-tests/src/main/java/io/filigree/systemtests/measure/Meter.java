package io.filigree.systemtests.measure;

import io.filigree.systemtests.lab.SiteBox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what a gateway sends and receives, both together, as bytes of IP packets: all headers from
 * IP's on, as a carrier counts.
 */
public final class Meter {

  private static final Pattern BYTES = Pattern.compile("bytes ([0-9]+)");

  private final SiteBox box;

  private Meter(SiteBox box) {
    this.box = box;
  }

  /** Counts from now on; UDP at this port counts as the tunnel's, all TCP as the coordinator's. */
  public static Meter in(SiteBox box, int tunnelPort) {
    String rules =
        """
        table inet counted {
          counter tunnel {}
          counter control {}
          chain in {
            type filter hook input priority -310;
            udp dport %1$d counter name tunnel
            meta l4proto tcp counter name control
          }
          chain out {
            type filter hook output priority 310;
            udp sport %1$d counter name tunnel
            meta l4proto tcp counter name control
          }
        }
        """
            .formatted(tunnelPort);
    box.command("nft", "-f", "-").reading(rules).run();
    return new Meter(box);
  }

  /** What went over the tunnel's socket so far. */
  public long tunnelBytes() {
    return bytes("tunnel");
  }

  /** What was spoken with the coordinator so far. */
  public long controlBytes() {
    return bytes("control");
  }

  private long bytes(String counter) {
    String said = box.command("nft", "list", "counter", "inet", "counted", counter).run();
    Matcher bytes = BYTES.matcher(said);
    if (!bytes.find()) {
      throw new IllegalStateException("no counter: " + said);
    }
    return Long.parseLong(bytes.group(1));
  }
}
