package io.filigree.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.protocol.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1:51871",
        "[::1]:51871",
        "[2001:db8::1]:1",
        "store-a.example:65535",
        "localhost:1",
        "a.b-c.d1:80",
        "3com:80",
        "box-1.2nd:80"
      })
  void endpointsReadAsTheyAreWritten(String text) {
    assertThat(Endpoint.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":80",
        "host",
        "host:",
        "host:0",
        "host:65536",
        "host:-1",
        "host:+1",
        "host:080",
        "host:80 ",
        " host:80",
        "host :80",
        "host:80\n",
        "host\n:80",
        "ho st:80",
        "::1:80",
        "[::1]",
        "[::1]80",
        "[host]:80",
        "[1.2.3.4]:80",
        "[::1:80",
        "::1]:80",
        "[fe80::1%eth0]:80",
        "[::ffff:1.2.3.4]:80",
        "256.1.1.1:80",
        "127.1:80",
        "1:80",
        "0x7f:80",
        "a.0x7F:80",
        "1.2.3.04:80",
        "-a:80",
        "a-:80",
        "a..b:80",
        ".a:80",
        "a.:80",
        "a_b:80",
        "$(reboot):80",
        "a;b:80",
        "a`b:80",
        "ä:80",
        "a/b:80",
        "user@host:80"
      })
  void whatIsNoEndpointIsRefused(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void longHostsAreRefused() {
    assertThatThrownBy(() -> Endpoint.parse("a".repeat(300) + ":80"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Endpoint.parse("a".repeat(64) + ".example:80"))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void onlyLiteralsHaveAnAddress() {
    assertThat(Endpoint.parse("192.0.2.1:1").address()).contains(IpAddress.parse("192.0.2.1"));
    assertThat(Endpoint.parse("[2001:DB8:0::1]:1").address())
        .contains(IpAddress.parse("2001:db8::1"));
    assertThat(Endpoint.parse("store-a:1").address()).isEmpty();
  }

  @Test
  void oneHostHasOneText() {
    assertThat(Endpoint.parse("Store-A.Example:1")).isEqualTo(Endpoint.parse("store-a.example:1"));
    assertThat(Endpoint.parse("[0:0::1]:1")).hasToString("[::1]:1");
  }

  @Test
  void urlsAreHttpsWithoutPath() {
    assertThat(CoordinatorUrl.parse("https://mesh.example").endpoint().port()).isEqualTo(443);
    assertThat(CoordinatorUrl.parse("https://mesh.example:443"))
        .hasToString("https://mesh.example");
    assertThat(CoordinatorUrl.parse("https://[fd00::1]:8443"))
        .hasToString("https://[fd00::1]:8443");
    assertThat(CoordinatorUrl.parse("https://[fd00::1]")).hasToString("https://[fd00::1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "http://mesh.example",
        "https://mesh.example/",
        "https://mesh.example/x",
        "https://a@mesh.example",
        "https://mesh.example?x",
        "https://mesh.example#x",
        "https://mesh.example:0",
        "HTTPS://mesh.example",
        "https://fd00::1",
        "file:///etc/passwd"
      })
  void whatIsNoCoordinatorUrlIsRefused(String text) {
    assertThatThrownBy(() -> CoordinatorUrl.parse(text)).isInstanceOf(MalformedException.class);
  }
}
