package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualLink;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunnelChecksTest {
  private static final String NOT_WIREGUARD = "Unable to access interface: Operation not supported";

  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void toolsAreMissedByName() {
    clinic.missing.add("wg");
    assertThat(clinic.found()).contains("wg-missing");
    assertThat(clinic.examine().findings().getFirst().fix()).endsWith("wireguard-tools");
  }

  @Test
  void wireGuardMayBeTheKernelsOrAProgram() {
    clinic.missing.add("wireguard-go");
    assertThat(clinic.found()).containsExactly("wireguard-missing");

    clinic.file("/sys/module/wireguard/version", "1.0.0\n");
    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void moduleThatCanBeLoadedIsEnough() {
    clinic.missing.removeAll(Set.of("modprobe"));
    clinic.missing.add("wireguard-go");
    clinic.prints("modprobe -n -q wireguard", "");

    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void interfaceIsThereUpAndAddressed() {
    clinic.link = Optional.empty();
    clinic.file("/proc/net/udp", "");
    assertThat(clinic.found()).containsExactly("interface-missing");

    clinic.link = Optional.of(new ActualLink(false, 1420, Set.of()));
    assertThat(clinic.found()).containsExactly("interface-down");

    clinic.file("/proc/net/udp", Recorded.SOCKETS);
    clinic.link = Optional.of(new ActualLink(true, 1420, Set.of()));
    assertThat(clinic.only().fix()).isEqualTo("ip address add 100.100.0.1/32 dev filigree0");
  }

  @Test
  void interfaceThatIsNotWireGuardsIsSomebodyElses() {
    clinic.deviceReadable = false;
    clinic.fails("wg show filigree0 dump", NOT_WIREGUARD);

    assertThat(clinic.found()).containsExactly("interface-foreign");
  }

  @Test
  void aSocketBesideTheWrongInterfaceIsFound() {
    clinic.file("/run/wireguard/filigree0.sock", "");
    clinic.prints(
        "ip -j -d link show dev filigree0",
        "[{\"ifname\":\"filigree0\",\"linkinfo\":{\"info_kind\":\"tun\"}}]");
    assertThat(clinic.found()).isEmpty();

    clinic.prints(
        "ip -j -d link show dev filigree0",
        "[{\"ifname\":\"filigree0\",\"linkinfo\":{\"info_kind\":\"wireguard\"}}]");
    assertThat(clinic.found()).containsExactly("two-owners");

    clinic.link = Optional.empty();
    clinic.file("/proc/net/udp", "");
    assertThat(clinic.found()).containsExactly("interface-missing", "stale-socket");
  }

  @Test
  void keyIsTheSites() {
    clinic.key = Optional.empty();
    assertThat(clinic.found()).containsExactly("private-key-missing");
    clinic.key = Optional.of(Clinic.B.key());
    assertThat(clinic.found()).containsExactly("private-key-other");
  }

  @Test
  void mtuFitsTheWayOut() {
    clinic.link = Optional.of(new ActualLink(true, 1500, clinic.link.orElseThrow().addresses()));
    assertThat(clinic.only().id()).isEqualTo("mtu-too-large");
    assertThat(clinic.only().fix()).isEqualTo("ip link set dev filigree0 mtu 1420");

    clinic.link = Optional.of(new ActualLink(true, 1280, clinic.link.orElseThrow().addresses()));
    assertThat(clinic.found()).containsExactly("mtu-too-small");
  }

  @Test
  void whoHasThePortIsNamed() {
    clinic.listenPort = 52_000;
    clinic.prints(
        "ss -Hulpn sport = :51871",
        "UNCONN 0 0 0.0.0.0:51871 0.0.0.0:* users:((\"openvpn\",pid=26156,fd=18))\n");
    assertThat(clinic.only().id()).isEqualTo("port-taken");
    assertThat(clinic.only().what()).isEqualTo("openvpn (pid 26156) has UDP port 51871");

    clinic.prints("wg show all listen-port", "filigree0\t52000\nflannel-wg\t51871\n");
    assertThat(clinic.found()).containsExactly("flannel-port-clash");
    clinic.prints("wg show all listen-port", "filigree0\t52000\nwg0\t51871\n");
    assertThat(clinic.only().fix()).isEqualTo("wg set wg0 listen-port 0");

    clinic.file("/proc/net/udp", "");
    assertThat(clinic.only().fix()).isEqualTo("wg set filigree0 listen-port 51871");
  }

  @Test
  void rangesBelongToPeersThatTheMeshKnows() {
    ActualPeer right = clinic.peers.get(Clinic.B.key());
    clinic.peers.clear();
    assertThat(clinic.found()).containsExactly("range-without-peer");

    WireGuardPublicKey stranger = WireGuardPrivateKey.generate().publicKey();
    clinic.peers.put(Clinic.B.key(), right);
    clinic.peers.put(
        stranger,
        new ActualPeer(
            Set.of(Cidr.parse("10.42.9.0/24")),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            false));
    assertThat(clinic.only().id()).isEqualTo("peer-foreign");
    assertThat(clinic.only().fix())
        .isEqualTo("wg set filigree0 peer " + stranger.toBase64() + " remove");
  }

  @Test
  void forwardingAndReversePathAreTheKernels() {
    clinic.file("/proc/sys/net/ipv4/ip_forward", "0\n");
    assertThat(clinic.only().fix()).isEqualTo("sysctl -w net.ipv4.ip_forward=1");

    clinic.file("/proc/sys/net/ipv4/ip_forward", "1\n");
    clinic.file("/proc/sys/net/ipv4/conf/all/rp_filter", "1\n");
    assertThat(clinic.found()).as("the larger value counts, and loose is 2").isEmpty();
    clinic.file("/proc/sys/net/ipv4/conf/filigree0/rp_filter", "0\n");
    assertThat(clinic.found()).containsExactly("rp-filter-strict");
  }

  @Test
  void fullTableOfConnectionsIsFound() {
    clinic.file("/proc/sys/net/netfilter/nf_conntrack_count", "65000\n");

    assertThat(clinic.only().fix()).isEqualTo("sysctl -w net.netfilter.nf_conntrack_max=131072");
  }
}
