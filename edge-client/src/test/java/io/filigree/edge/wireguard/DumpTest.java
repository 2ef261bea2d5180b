package io.filigree.edge.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DumpTest {
  private final WireGuardPrivateKey own = WireGuardPrivateKey.generate();
  private final WireGuardPublicKey peer = WireGuardPrivateKey.generate().publicKey();
  private final String device =
      own.toBase64() + "\t" + own.publicKey().toBase64() + "\t51871\toff\n";

  @Test
  void interfaceAndPeersAreRead() {
    String line =
        peer.toBase64()
            + "\t(none)\t[2001:db8::1]:51871\t10.43.0.0/16,fd00:43::/48\t1700000000\t92\t148\t25\n";

    assertThat(Dump.parse(device + line))
        .contains(
            new ActualDevice(
                Optional.of(own.publicKey()),
                51871,
                0,
                Map.of(
                    peer,
                    new ActualPeer(
                        Set.of(Cidr.parse("10.43.0.0/16"), Cidr.parse("fd00:43::/48")),
                        Optional.of(Endpoint.parse("[2001:db8::1]:51871")),
                        Optional.of(Instant.ofEpochSecond(1_700_000_000)),
                        92,
                        148,
                        25,
                        false))));
  }

  @Test
  void whatWasNeverSetIsEmpty() {
    String line = peer.toBase64() + "\t(none)\t(none)\t(none)\t0\t0\t0\toff\n";

    assertThat(Dump.parse(device + line).orElseThrow().peers().get(peer))
        .isEqualTo(new ActualPeer(Set.of(), Optional.empty(), Optional.empty(), 0, 0, 0, false));
  }

  @Test
  void markAndPresharedKeyAreSeenAndTheKeyIsNotKept() {
    String marked = device.replace("off", "0x77");
    String line = peer.toBase64() + "\tc2VjcmV0\t(none)\t(none)\t0\t0\t0\toff\n";

    ActualDevice read = Dump.parse(marked + line).orElseThrow();

    assertThat(read.mark()).isEqualTo(0x77);
    assertThat(read.peers()).hasEntrySatisfying(peer, p -> assertThat(p.shared()).isTrue());
    assertThat(read.toString()).doesNotContain("c2VjcmV0");
  }

  @Test
  void interfaceWithoutKeyIsReadable() {
    assertThat(Dump.parse("(none)\t(none)\t0\toff\n").orElseThrow().publicKey()).isEmpty();
  }

  @Test
  void endpointWithZoneIsNone() {
    String line = peer.toBase64() + "\t(none)\t[fe80::1%eth0]:51871\t(none)\t0\t0\t0\toff\n";

    assertThat(Dump.parse(device + line).orElseThrow().peers())
        .hasEntrySatisfying(peer, read -> assertThat(read.endpoint()).isEmpty());
  }

  @Test
  void textOfAnotherKindIsNoDump() {
    assertThat(Dump.parse("")).isEmpty();
    assertThat(Dump.parse("interface: filigree0\n")).isEmpty();
    assertThat(Dump.parse(device + "x\ty\n")).isEmpty();
  }
}
