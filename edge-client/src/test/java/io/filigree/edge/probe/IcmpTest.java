package io.filigree.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filigree.edge.agent.Echo;
import io.filigree.edge.agent.Target;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IcmpTest {

  private final WireGuardPublicKey key = WireGuardPrivateKey.generate().publicKey();

  @BeforeEach
  void mayProbe() {
    assumeTrue(Icmp.permitted(), "needs the right to open raw sockets");
  }

  @Test
  void aKernelAnswersAndIsTimed() {
    List<Echo> echoes =
        Icmp.ask(
            List.of(
                new Target(key, IpAddress.parse("127.0.0.1")),
                new Target(key, IpAddress.parse("127.0.0.2"))));
    assertThat(echoes).hasSize(2);
    assertThat(echoes)
        .allSatisfy(echo ->
            assertThat(echo.roundTrip().orElseThrow())
                .isBetween(Duration.ofNanos(1_000), Duration.ofMillis(500)));
  }

  @Test
  void whereNobodyAnswersTheEchoIsLostWithinItsSecond() {
    // Nobody on this machine may own an address of the range for documentation.
    long start = System.nanoTime();
    Echo echo = Icmp.ask(List.of(new Target(key, IpAddress.parse("127.255.255.255")))).getFirst();
    assertThat(echo.roundTrip()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }
}
