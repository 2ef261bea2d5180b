package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.Probes;
import io.filigree.systemtests.measure.SteadyTcp;
import java.time.Duration;

/**
 * A tunnel made by hand between two boxes without Filigree, as a control: what the machine does to
 * a WireGuard that nobody touches, in user space as much as the ones that are tested.
 */
final class QuietTunnel {

  private static final String NAME = "quiet0";
  private static final int PORT = 51999;

  private final SiteBox one;
  private final SiteBox other;

  private QuietTunnel(SiteBox one, SiteBox other) {
    this.one = one;
    this.other = other;
  }

  /** Builds both boxes and waits until they talk. */
  static QuietTunnel in(Lab lab) {
    SiteBox one = lab.build(SitePlan.store("control-a", 248));
    SiteBox other = lab.build(SitePlan.store("control-b", 249));
    String keyOfOne = interfaceIn(one, address(1));
    String keyOfOther = interfaceIn(other, address(2));
    introduce(one, keyOfOther, other, address(2));
    introduce(other, keyOfOne, one, address(1));
    QuietTunnel tunnel = new QuietTunnel(one, other);
    Ping ping = new Ping(one.gateway(), address(1), address(2));
    Wait.seconds("the control tunnel", Duration.ofSeconds(20), () -> ping.icmp().isPresent());
    return tunnel;
  }

  private static String address(int number) {
    return "10.255.255." + number;
  }

  private static String interfaceIn(SiteBox box, String address) {
    Command kernel = box.command("ip", "link", "add", NAME, "type", "wireguard");
    if (!kernel.attempt().succeeded()) {
      box.command("wireguard-go", NAME).run();
    }
    String key = box.command("wg", "genkey").run();
    box.command("wg", "set", NAME, "listen-port", "" + PORT, "private-key", "/dev/stdin")
        .reading(key)
        .run();
    box.gateway().ip("addr add " + address + "/24 dev " + NAME, "link set " + NAME + " up");
    return box.command("wg", "pubkey").reading(key).run().strip();
  }

  private static void introduce(SiteBox box, String key, SiteBox other, String address) {
    String endpoint = other.publicAddress() + ":" + PORT;
    box.command(
            "wg", "set", NAME, "peer", key, "endpoint", endpoint, "allowed-ips", address + "/32")
        .run();
  }

  /** Sends through it as a control. */
  void addTo(Probes probes) {
    probes.answerIn(other.gateway());
    probes.addControl(one.gateway(), address(1), address(2));
  }

  SteadyTcp tcp() {
    return SteadyTcp.between(one.gateway(), address(1), other.gateway(), address(2));
  }
}
