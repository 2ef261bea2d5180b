package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the page says of how a peer is reached, and why not better. */
class ReachTest {

  private static final Relay RELAY = TestMesh.relay(1);
  private static final String AT_RELAY = RelayedRun.at(RELAY);
  private static final String DIRECT = "198.18.0.3:51871";

  private final RelayedRun mesh = RelayedRun.behindNat(RELAY);

  @Test
  void aRelayedPeerIsShownWithItsRelayAndSinceWhen() {
    found(mesh, mesh.hidden, AT_RELAY);
    Instant began = mesh.run.now().wall();
    Reach reach = mesh.reach(mesh.hidden);
    assertThat(reach.path()).isEqualTo(Path.RELAYED);
    assertThat(reach.relay()).isEqualTo("relay-1");
    found(mesh, mesh.hidden, AT_RELAY);
    assertThat(mesh.reach(mesh.hidden).since().orElseThrow())
        .isEqualTo(reach.since().orElseThrow())
        .isBefore(began);
  }

  @Test
  void anotherPathBeginsAnew() {
    found(mesh, mesh.open, AT_RELAY);
    Instant before = mesh.reach(mesh.open).since().orElseThrow();
    mesh.run.pass(31_000);
    found(mesh, mesh.open, DIRECT);
    assertThat(mesh.reach(mesh.open).path()).isEqualTo(Path.DIRECT);
    assertThat(mesh.reach(mesh.open).relay()).isEmpty();
    assertThat(mesh.reach(mesh.open).since().orElseThrow()).isAfter(before);
    assertThat(mesh.reach(mesh.open).hindrance()).isEmpty();
  }

  @Test
  void whoDeclaresNoEndpointIsNotTriedBeforeBothAgree() {
    found(mesh, mesh.hidden, AT_RELAY);
    boolean ours = mesh.ours.key().compareTo(mesh.hidden.key()) < 0;
    assertThat(mesh.reach(mesh.hidden).hindrance())
        .contains(ours ? Hindrance.QUIET : Hindrance.OTHER_END);
    assertThat(mesh.reach(mesh.hidden).tried()).isEmpty();
  }

  @Test
  void withoutTrafficNothingIsTried() {
    found(mesh, mesh.open, AT_RELAY);
    assertThat(mesh.reach(mesh.open).hindrance()).contains(Hindrance.QUIET);
  }

  @Test
  void ofTwoThatCanBeReachedOneSaysThatItIsOnTheOther() {
    RelayedRun reachable = RelayedRun.reachable(RELAY);
    found(reachable, reachable.open, AT_RELAY);
    boolean ours = reachable.ours.key().compareTo(reachable.open.key()) < 0;
    assertThat(reachable.reach(reachable.open).hindrance())
        .contains(ours ? Hindrance.QUIET : Hindrance.OTHER_END);
  }

  @Test
  void aMeteredSiteSaysThatItKeepsNoWayOpen() {
    RelayedRun metered = RelayedRun.behindNat(new WarmPolicy(32, Set.of(), true), RELAY);
    found(metered, metered.open, AT_RELAY);
    assertThat(metered.reach(metered.open).hindrance()).contains(Hindrance.METERED);
  }

  @Test
  void whatWasOfNoUseIsShownWithItsCountAndWhenItIsTriedAgain() {
    found(mesh, mesh.open, AT_RELAY);
    mesh.talk(mesh.open, AT_RELAY, 1_500);
    assertThat(mesh.reach(mesh.open).hindrance()).contains(Hindrance.TRYING);
    assertThat(mesh.reach(mesh.open).tried().orElseThrow().running()).isTrue();
    mesh.run.pass(1_000);
    Reach.Tried once = mesh.reach(mesh.open).tried().orElseThrow();
    assertThat(mesh.reach(mesh.open).hindrance()).contains(Hindrance.NO_USE);
    assertThat(once.endpoint()).isEqualTo(DIRECT);
    assertThat(once.failures()).isEqualTo(1);
    assertThat(once.nextAt()).isEqualTo(once.failedAt().map(at -> at.plusSeconds(15)));
  }

  @Test
  void timeAloneChangesNothingThatIsShown() {
    found(mesh, mesh.open, AT_RELAY);
    mesh.talk(mesh.open, AT_RELAY, 1_500);
    mesh.run.pass(1_500);
    int shown = mesh.run.all(Effect.Show.class).size();
    mesh.run.pass(5_000);
    assertThat(mesh.run.all(Effect.Show.class)).hasSize(shown);
  }

  @Test
  void aRelayThatAnswersIsToldFromOneThatWasCalledInVain() {
    assertThat(standing()).isEqualTo(RelayLine.Standing.UNTRIED);
    found(mesh, RELAY.wireGuardKey(), AT_RELAY, Optional.empty(), 3 * 148 - 1);
    assertThat(standing()).isEqualTo(RelayLine.Standing.UNTRIED);
    found(mesh, RELAY.wireGuardKey(), AT_RELAY, Optional.empty(), 3 * 148);
    assertThat(standing()).isEqualTo(RelayLine.Standing.SILENT);
    found(mesh, RELAY.wireGuardKey(), AT_RELAY, Optional.of(mesh.run.now().wall()), 4 * 148);
    assertThat(standing()).isEqualTo(RelayLine.Standing.ANSWERS);
    mesh.run.pass(240_000);
    assertThat(standing()).as("its session is over").isEqualTo(RelayLine.Standing.SILENT);
  }

  private RelayLine.Standing standing() {
    return mesh.run.page().relays().getFirst().standing();
  }

  private static void found(RelayedRun run, TestSite peer, String endpoint) {
    found(run, peer.key(), endpoint, Optional.of(run.run.now().wall()), 1_000);
  }

  /** So WireGuard has it at the next look. */
  private static void found(
      RelayedRun run,
      WireGuardPublicKey key,
      String endpoint,
      Optional<Instant> handshake,
      long sent) {
    run.run.tunnel.put(
        key,
        new ActualPeer(
            Set.of(), Optional.of(Endpoint.parse(endpoint)), handshake, 0, sent, 0, false));
    run.run.pass(31_000);
  }
}
