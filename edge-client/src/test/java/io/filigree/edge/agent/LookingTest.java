package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.TestMesh;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.relay.SeenAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where relays see this site, and what that says of its NAT. */
class LookingTest {

  private static final Relay ONE = TestMesh.relay(1);
  private static final Relay TWO = TestMesh.relay(2);

  private final RelayedRun mesh = RelayedRun.behindNat(ONE, TWO);

  @Test
  void aRelayThatAnswersIsAskedWhereItSeesUsAndThenOnlySeldom() {
    assertThat(asked()).isZero();
    probed(true);
    assertThat(asked()).isEqualTo(1);
    seen(sight(ONE, "198.51.100.7:40001"), sight(TWO, "198.51.100.7:40001"));
    for (int round = 0; round < 18; round++) {
      mesh.run.pass(30_000);
      probed(true);
    }
    assertThat(asked()).isEqualTo(1);
    mesh.run.pass(60_000);
    probed(true);
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void aRelayThatIsBackIsAskedAtOnce() {
    probed(true);
    seen(sight(ONE, "198.51.100.7:40001"), sight(TWO, "198.51.100.7:40001"));
    mesh.run.pass(30_000);
    probed(false);
    assertThat(asked()).isEqualTo(1);
    mesh.run.pass(30_000);
    probed(true);
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void twoRelaysThatSeeTheSameMakeAPlainNat() {
    seen(sight(ONE, "198.51.100.7:40001"), sight(TWO, "198.51.100.7:40001"));
    assertThat(nat()).isEqualTo(new Nat(NatType.PLAIN, List.of("198.51.100.7:40001")));
    assertThat(mesh.run.said("seen-by-relays"))
        .containsExactly("seen-by-relays nat=plain at=198.51.100.7:40001");
  }

  @Test
  void twoRelaysThatSeeDifferentPortsMakeASymmetricNat() {
    seen(sight(ONE, "198.51.100.7:40001"), sight(TWO, "198.51.100.7:40002"));
    assertThat(nat().type()).isEqualTo(NatType.SYMMETRIC);
    assertThat(nat().seen()).hasSize(2);
  }

  @Test
  void whoIsSeenAtItsOwnAddressHasNoNat() {
    seen(sight(ONE, "192.168.1.10:51871"));
    assertThat(nat().type()).isEqualTo(NatType.NONE);
  }

  @Test
  void oneRelayTellsTheAddressAndNotTheKind() {
    seen(sight(ONE, "198.51.100.7:40001"));
    assertThat(nat()).isEqualTo(new Nat(NatType.UNKNOWN, List.of("198.51.100.7:40001")));
  }

  @Test
  void theFamiliesAreNotComparedWithEachOther() {
    seen(sight(ONE, "198.51.100.7:40001"), sight(TWO, "[2001:db8::7]:51871"));
    assertThat(nat().type()).isEqualTo(NatType.UNKNOWN);
  }

  @Test
  void silenceChangesNothingOfWhatIsKnown() {
    seen(sight(ONE, "198.51.100.7:40001"), sight(TWO, "198.51.100.7:40001"));
    seen();
    assertThat(nat().type()).isEqualTo(NatType.PLAIN);
  }

  private Nat nat() {
    return mesh.run.state().outlook().nat();
  }

  private int asked() {
    return mesh.run.all(Effect.AskRelays.class).size();
  }

  private void seen(SeenBy... sights) {
    mesh.run.give(new Input.RelaysAnswered(mesh.run.now(), List.of(sights)));
  }

  private void probed(boolean answers) {
    Optional<Duration> echo = answers ? Optional.of(Duration.ofMillis(9)) : Optional.empty();
    mesh.run.give(
        new Input.Probed(
            mesh.run.now(),
            List.of(new Echo(ONE.wireGuardKey(), echo), new Echo(TWO.wireGuardKey(), echo))));
  }

  private static SeenBy sight(Relay relay, String at) {
    Endpoint endpoint = Endpoint.parse(at);
    return new SeenBy(
        relay.wireGuardKey(),
        new SeenAddress(endpoint.address().orElseThrow(), endpoint.port(), 1),
        IpAddress.parse("192.168.1.10"));
  }
}
