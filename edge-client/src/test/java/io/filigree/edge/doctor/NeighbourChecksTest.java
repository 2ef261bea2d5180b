package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs that may think the mesh interface is theirs. */
class NeighbourChecksTest {
  private static final String WANTS = "/etc/systemd/system/multi-user.target.wants/";

  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void networkManagerIsToldToKeepItsHandsOff() {
    clinic.file("/etc/NetworkManager/NetworkManager.conf", "[main]\nplugins=ifupdown,keyfile\n");
    assertThat(clinic.found()).as("it does not run").isEmpty();
    clinic.file("/run/NetworkManager/resolv.conf", "");
    assertThat(clinic.found()).containsExactly("networkmanager-manages");

    clinic.file(
        "/etc/NetworkManager/conf.d/mesh.conf",
        "[keyfile]\nunmanaged-devices+=mac:00:22:68:1c:59:b1;interface-name:filigree*\n");
    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void whatNetworkManagerItselfSaysCounts() {
    clinic.file("/run/NetworkManager/resolv.conf", "");
    clinic.missing.remove("nmcli");
    clinic.prints(
        "nmcli -t -f GENERAL.STATE device show filigree0", "GENERAL.STATE:10 (unmanaged)\n");

    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void networkdTouchesWhatItsFirstFittingFileSays() {
    clinic.file(
        "/usr/lib/systemd/network/80-container-ve.network", "[Match]\nName=ve-*\nDriver=veth\n");
    clinic.file("/run/systemd/netif/state", "");
    assertThat(clinic.found()).isEmpty();

    clinic.file("/etc/systemd/network/50-all.network", "[Match]\nName=* \n[Network]\nDHCP=yes\n");
    assertThat(clinic.only().id()).isEqualTo("networkd-manages");
    assertThat(clinic.only().what()).contains("/etc/systemd/network/50-all.network");

    clinic.file(
        "/etc/systemd/network/00-mesh.network", "[Match]\nName=filigree0\n[Link]\nUnmanaged=yes\n");
    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void invertedNamesOfNetworkdAreRead() {
    clinic.file("/run/systemd/netif/state", "");
    clinic.file("/etc/systemd/network/50-all.network", "[Match]\nName=!lo filigree*\n");
    assertThat(clinic.found()).isEmpty();

    clinic.file("/etc/systemd/network/50-all.network", "[Match]\nName=!lo\n");
    assertThat(clinic.found()).containsExactly("networkd-manages");
  }

  @Test
  void enabledWgQuickOfOurInterfaceOrPortIsFound() {
    clinic.file(WANTS + "wg-quick@wg0.service", "");
    clinic.file("/etc/wireguard/wg0.conf", "[Interface]\nListenPort = 51820\nPrivateKey = x\n");
    assertThat(clinic.found()).isEmpty();

    clinic.file("/etc/wireguard/wg0.conf", "[Interface]\nlistenport=51871 # as in the guide\n");
    assertThat(clinic.only().id()).isEqualTo("wg-quick-port");
    assertThat(clinic.only().fix()).isEqualTo("systemctl disable --now wg-quick@wg0");

    clinic.file(WANTS + "wg-quick@filigree0.service", "");
    assertThat(clinic.found()).contains("wg-quick-interface");
  }

  @Test
  void podsOutsideTheMeshsRangesAreFound() {
    clinic.file("/run/flannel/subnet.env", "FLANNEL_NETWORK=10.99.0.0/16\n");
    assertThat(clinic.found()).containsExactly("pod-range-differs");
  }

  @Test
  void flannelsOwnWireGuardCarriesOwnPodsOnly() {
    clinic.file("/sys/class/net/flannel-wg/mtu", "1420\n");
    assertThat(clinic.found()).as("a cluster of one node").isEmpty();

    clinic.prints("wg show flannel-wg peers", "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=\n");
    assertThat(clinic.found()).containsExactly("flannel-wireguard-native");
  }

  @Test
  void clusterThatRunsOverTheMeshIsFound() {
    clinic.file("/etc/rancher/k3s/config.yaml", "flannel-iface: \"filigree0\"\n");

    assertThat(clinic.found()).containsExactly("flannel-on-mesh");
  }
}
