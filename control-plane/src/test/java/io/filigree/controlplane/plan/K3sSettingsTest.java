package io.filigree.controlplane.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class K3sSettingsTest {

  @Test
  void settingsAreThoseOfPodsAndServices() {
    assertThat(
            K3sSettings.of(
                List.of(
                    range(RangeKind.TUNNEL, "100.100.0.1/32"),
                    range(RangeKind.POD, "10.42.0.0/16"),
                    range(RangeKind.SERVICE, "10.96.0.0/16"))))
        .contains(new K3sSettings("10.42.0.0/16", "10.96.0.0/16", "10.96.0.10", 24));
  }

  @Test
  void dualStackNamesIpv4First() {
    assertThat(
            K3sSettings.of(
                List.of(
                    range(RangeKind.POD, "fd00:42::/56"),
                    range(RangeKind.SERVICE, "fd00:43::/112"),
                    range(RangeKind.POD, "10.42.0.0/16"),
                    range(RangeKind.SERVICE, "10.43.0.0/16"))))
        .contains(
            new K3sSettings(
                "10.42.0.0/16,fd00:42::/56", "10.43.0.0/16,fd00:43::/112", "10.43.0.10", 24));
  }

  @Test
  void siteWithoutServicesHasNoSettings() {
    assertThat(K3sSettings.of(List.of(range(RangeKind.POD, "10.42.0.0/16")))).isEmpty();
    assertThat(K3sSettings.of(List.of(range(RangeKind.LAN, "192.168.1.0/24")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 24", "10.42.0.0/16, 24", "10.42.0.0/22, 24", "10.42.0.0/23, 25",
    "10.42.0.0/24, 25", "10.42.0.0/26, 26", "fd00::/56, 64", "fd00::/80, 80"
  })
  void nodesShareThePodRange(String pods, int maskSize) {
    assertThat(K3sSettings.nodeCidrMaskSize(Cidr.parse(pods))).isEqualTo(maskSize);
  }

  private static Range range(RangeKind kind, String cidr) {
    return new Range(kind, Cidr.parse(cidr));
  }
}
