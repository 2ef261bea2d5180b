package io.filigree.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.42.0.0/16",
        "10.0.0.0/8",
        "192.168.1.1/32",
        "0.0.0.0/0",
        "::/0",
        "fd00:42::/48",
        "fd00::1/128",
        "2001:db8::/32",
        "::1.2.3.4/128"
      })
  void rangesAreRead(String text) {
    assertThat(text).endsWith("/" + Cidr.parse(text).prefix());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/08",
        "10.0.0.0/8 ",
        " 10.0.0.0/8",
        "10.0.0.0/8\n",
        "10.0.0.0/8/8",
        "10.0.0.0//8",
        "010.0.0.0/8",
        "10.00.0.0/16",
        "10.0.0/24",
        "10/8",
        "10.0.0.0.0/8",
        "256.0.0.0/8",
        "1e1.0.0.0/8",
        "0x0a.0.0.0/8",
        "10.0.0.0/٨",
        "١٠.0.0.0/8",
        "$(reboot)/8",
        "10.0.0.0/$(id)",
        "fd00::/129",
        "fd00::/-1",
        "fd00:::/16",
        "fd00::1::/64",
        "fd00::%eth0/64",
        "[fd00::]/16",
        "g::/16",
        "12345::/16",
        "1:2:3:4:5:6:7:8:9/128",
        "1:2:3:4:5:6:7/112",
        "1:2:3:4:5:6:7:8::/128",
        ":1::/16",
        "1:/16",
        "::1.2.3/128",
        "10.0.0.0/99999999999"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.42.1.0/16", "10.0.0.1/8", "128.0.0.0/0", "fd00::1/64", "8000::/0"})
  void hostBitsAreRefused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).hasMessageContaining("host bits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:10.0.0.0/104", "::ffff:0a00:0/104", "::ffff:0:0/96"})
  void ipv4MappedRangesAreRefused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).hasMessageContaining("IPv4-mapped");
  }

  @Test
  void aLongTextIsRefusedAndNotRepeated() {
    String text = "1".repeat(300) + "/8";
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(MalformedException.class)
        .message()
        .hasSizeLessThan(120);
  }

  @Test
  void aMessageHoldsNoControlCharacter() {
    assertThatThrownBy(() -> Cidr.parse("10.0.0.0\n\u001b[31m/8")).message().matches("[ -~]*");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, DEFAULT_ROUTE",
    "::/0, DEFAULT_ROUTE",
    "0.0.0.0/1, TOO_WIDE",
    "128.0.0.0/1, TOO_WIDE",
    "10.0.0.0/7, TOO_WIDE",
    "fc00::/7, TOO_WIDE",
    "fc00::/15, TOO_WIDE",
    "0.0.0.0/8, UNSPECIFIED",
    "::/128, UNSPECIFIED",
    "127.0.0.0/8, LOOPBACK",
    "127.0.0.1/32, LOOPBACK",
    "::1/128, LOOPBACK",
    "169.254.1.0/24, LINK_LOCAL",
    "fe80::/64, LINK_LOCAL",
    "224.0.0.0/8, MULTICAST",
    "239.1.2.3/32, MULTICAST",
    "ff02::/16, MULTICAST",
    "8.8.8.0/24, PUBLIC",
    "172.32.0.0/16, PUBLIC",
    "172.0.0.0/8, PUBLIC",
    "192.0.0.0/8, PUBLIC",
    "255.255.255.255/32, PUBLIC",
    "100.128.0.0/16, PUBLIC",
    "2001:db8::/32, PUBLIC",
    "64:ff9b::/96, PUBLIC"
  })
  void rangesThatMayNotBeRoutedSayWhy(String text, CidrProblem problem) {
    assertThat(Cidr.parse(text).routability()).contains(problem);
    assertThat(problem.reason()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/8", "10.42.0.0/16", "172.16.0.0/12", "172.31.255.255/32", "192.168.0.0/16",
        "100.64.0.0/10", "100.100.0.7/32", "fc00::/16", "fd00:1:2::/48", "fdff::1/128"
      })
  void privateRangesMayBeRouted(String text) {
    assertThat(Cidr.parse(text).routability()).isEqualTo(Optional.empty());
  }

  @Test
  void hostsAreCountedFromTheFirstAddress() {
    Cidr pool = Cidr.parse("100.100.0.0/16");
    assertThat(pool.host(0)).hasToString("100.100.0.0");
    assertThat(pool.host(258)).hasToString("100.100.1.2");
    assertThat(pool.host(65_535)).isEqualTo(pool.last());
    assertThat(Cidr.parse("fd00::/64").host(Long.MAX_VALUE))
        .hasToString("fd00::7fff:ffff:ffff:ffff");
    assertThat(Cidr.parse("10.0.0.1/32").host(0)).hasToString("10.0.0.1");
  }

  @Test
  void aHostBeyondTheLastIsRefused() {
    assertThatThrownBy(() -> Cidr.parse("10.0.0.0/30").host(4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cidr.parse("10.0.0.0/30").host(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cidr.parse("::/0").host(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void familiesDoNotMeet() {
    Cidr all4 = Cidr.parse("0.0.0.0/0");
    Cidr all6 = Cidr.parse("::/0");
    assertThat(all4.overlaps(all6)).isFalse();
    assertThat(all6.contains(IpAddress.parse("1.2.3.4"))).isFalse();
  }
}
