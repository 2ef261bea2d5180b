package io.filigree.edge.hands;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.host.Command;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Meshes;
import io.filigree.edge.plan.Operation;
import org.junit.jupiter.api.Test;

/** What the firewall lets out of the tunnel, and what it keeps off it. */
class GuardIT extends TwoSites {
  @Test
  void onlyPingsReachTheGatewayAndOnlyExportedRangesWhatIsBehindIt() {
    lost(siteA, "100.100.0.2", 1);
    address(siteB, "10.2.0.1/16", "pods");
    address(siteB, "192.168.7.1/24", "lan");
    // The far end may send what it likes: here it believes that the LAN belongs to the peer.
    siteA.run(
        "wg",
        "set",
        "filigree0",
        "peer",
        keyB.publicKey().toBase64(),
        "allowed-ips",
        "100.100.0.2/32,10.2.0.0/16,fd00:2::/48,192.168.7.0/24");
    siteA.run("ip", "route", "add", "192.168.7.0/24", "dev", "filigree0");

    siteB.run("ip", "address", "add", "fd00:2::1/64", "dev", "lo", "nodad");
    siteA.run("ip", "address", "add", "fd00:1::1/64", "dev", "lo", "nodad");
    assertThat(lost(siteA, "10.2.0.1", 2)).as("exported range").isZero();
    assertThat(lost(siteA, "fd00:2::1", 2)).as("exported IPv6 range").isZero();
    assertThat(lost(siteA, "192.168.7.1", 2)).as("LAN address of the gateway").isEqualTo(2);
    lost(siteA, "192.168.7.9", 2);

    var drops = handsB.observe().table().orElseThrow().drops();
    assertThat(drops).containsEntry("no service of this machine", 2L);
    assertThat(drops).containsEntry("not an exported range", 2L);
  }

  @Test
  void addressesThatStandForOthersAreNoWayRoundTheGuard() {
    siteA.run(
        "wg",
        "set",
        "filigree0",
        "peer",
        keyB.publicKey().toBase64(),
        "allowed-ips",
        "100.100.0.2/32,10.2.0.0/16,192.168.7.0/24");
    siteA.run("ip", "route", "add", "192.168.7.0/24", "dev", "filigree0");
    address(siteB, "10.2.0.1/16", "pods");
    standsFor("192.168.7.1", "10.2.0.1");
    standsFor("192.168.7.2", "10.2.0.77");

    assertThat(lost(siteA, "10.2.0.1", 2)).as("by its own address").isZero();
    assertThat(lost(siteA, "192.168.7.1", 2)).as("the gateway, by another's address").isEqualTo(2);
    lost(siteA, "192.168.7.2", 2);

    var drops = handsB.observe().table().orElseThrow().drops();
    assertThat(drops).containsEntry("no service of this machine", 2L);
    assertThat(drops).containsEntry("not an exported range", 2L);
  }

  /** As kube-proxy does for services. */
  private void standsFor(String service, String end) {
    siteB.run(
        "iptables",
        "-t",
        "nat",
        "-A",
        "PREROUTING",
        "-d",
        service,
        "-j",
        "DNAT",
        "--to-destination",
        end);
  }

  @Test
  void masqueradingIsKeptOffTheMeshAndForgottenWhereItBegan() {
    DesiredState guarded = Meshes.site(1, keyA, b);
    apply(handsA, Meshes.withoutFirewall(guarded));
    address(siteA, "10.1.0.1/16", "pods");
    address(siteB, "10.2.0.1/16", "pods");
    // As flannel does: whatever leaves the cluster's own range is masqueraded.
    siteA.run(
        "iptables",
        "-t",
        "nat",
        "-A",
        "POSTROUTING",
        "-s",
        "10.1.0.0/16",
        "!",
        "-d",
        "10.1.0.0/16",
        "-j",
        "MASQUERADE");
    lost(siteA, "10.2.0.1", 3, "-I", "10.1.0.1");
    assertThat(siteA.run("conntrack", "-L", "-n")).contains("src=10.2.0.1 dst=100.100.0.1");

    assertThat(apply(handsA, guarded).changed())
        .anyMatch(Operation.ForgetMasquerading.class::isInstance);

    assertThat(lost(siteA, "10.2.0.1", 3, "-I", "10.1.0.1")).isZero();
    assertThat(siteA.run("conntrack", "-L", "-s", "10.1.0.1"))
        .contains("src=10.2.0.1 dst=10.1.0.1")
        .doesNotContain("dst=100.100.0.1");
  }

  @Test
  void segmentsAreMadeToFitTheTunnel() {
    siteA.run("ip", "link", "set", "eth0", "mtu", "1400");
    siteA.run("ip", "route", "add", "default", "via", "198.18.0.2");

    apply(handsA, Meshes.site(1, keyA, b));

    assertThat(siteA.run("cat", "/sys/class/net/filigree0/mtu").strip()).isEqualTo("1320");
    assertThat(siteA.run("nft", "list", "chain", "inet", "filigree_filigree0", "clamp"))
        .contains("maxseg size set 1280", "maxseg size set 1260", "maxseg size set rt mtu");
  }

  @Test
  void floodOfHandshakesIsLimitedAndDataIsNot() {
    lost(siteA, "100.100.0.2", 1);
    for (int i = 0; i < 40; i++) {
      siteA
          .commands()
          .run(Command.of("bash", "-c", "printf '\\x01%0147d' 0 >/dev/udp/198.18.0.2/51871"));
    }

    assertThat(lost(siteA, "100.100.0.2", 20)).isZero();
    assertThat(handsB.observe().table().orElseThrow().drops())
        .hasEntrySatisfying("too many handshakes from one source", n -> assertThat(n).isPositive());
  }
}
