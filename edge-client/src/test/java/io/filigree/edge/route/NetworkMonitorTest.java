package io.filigree.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.InterfaceName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkMonitorTest {
  private final NetworkMonitor monitor = new NetworkMonitor(new InterfaceName("filigree0"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Deleted 10.43.0.0/16 dev filigree0 proto 171 scope link ",
        "10.43.0.0/16 dev filigree0 scope link mtu 1300 ",
        "unreachable 10.43.0.0/16 proto 171 metric 4 ",
        "Deleted 5: filigree0: <POINTOPOINT,NOARP> mtu 1420 qdisc noop state DOWN",
        "5: filigree0    inet 10.9.9.9/24 scope global filigree0",
        "inet filigree0 forwarding off ",
        "3: eth0@if9: <BROADCAST,MULTICAST> mtu 1500 qdisc noqueue state DOWN group default \\    link",
        "3: eth0: <NO-CARRIER,BROADCAST,UP> mtu 1500 qdisc fq state LOWERLAYERDOWN group default",
        "Deleted 2: eth0    inet 198.18.0.1/24 scope global eth0\\       valid_lft forever"
      })
  void whatIsOursOrMovesThisMachineConcernsUs(String line) {
    assertThat(monitor.concerns(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.42.0.0/24 dev cni0 proto kernel scope link src 10.42.0.1 ",
        "7: veth1@if2: <BROADCAST> mtu 1450 qdisc noqueue master cni0 state DOWN group default",
        "Deleted 7: veth1@if2: <BROADCAST> mtu 1450 qdisc noop state DOWN group default",
        "7: veth1@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 master cni0 state UP",
        "Deleted 7: veth1    inet6 fe80::1/64 scope link ",
        "6: filigree00: <POINTOPOINT,NOARP> mtu 1420",
        "2: eth0    inet 198.18.0.1/24 scope global eth0",
        "inet all forwarding on "
      })
  void whatConcernsOthersDoesNot(String line) {
    assertThat(monitor.concerns(line)).isFalse();
  }
}
