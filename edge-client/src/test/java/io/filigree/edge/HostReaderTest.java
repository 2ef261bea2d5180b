package io.filigree.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostReaderTest {

  private final List<IpAddress> gateways = new ArrayList<>();

  @Test
  void aDefaultRouteNamesItsGateway() {
    HostReader.gatewayV4("eth0\t00000000\tFE6D12C6\t0003\t0\t0\t0\t00000000\t0\t0\t0", gateways);
    HostReader.gatewayV6(
        "00000000000000000000000000000000 00 00000000000000000000000000000000 00"
            + " fd100042000000000000000000000001 00000400 00000001 00000000 00000003 eth0",
        gateways);
    assertThat(gateways)
        .containsExactly(IpAddress.parse("198.18.109.254"), IpAddress.parse("fd10:42::1"));
  }

  @Test
  void otherRoutesAndRoutesWithoutAGatewayNameNone() {
    HostReader.gatewayV4(
        "filigree0\t0000400A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", gateways);
    HostReader.gatewayV4("tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0", gateways);
    HostReader.gatewayV4("tun0\t00000000\t0101000A\t0001\t0\t0\t0\t00000080\t0\t0\t0", gateways);
    HostReader.gatewayV6(
        "00000000000000000000000000000000 00 00000000000000000000000000000000 00"
            + " 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200 lo",
        gateways);
    assertThat(gateways).isEmpty();
  }
}
