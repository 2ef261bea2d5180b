package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.FirstMove;
import io.filigree.edge.plan.RelayView;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.TestMesh;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a mesh record with relays makes of a site's peers. */
class RelaysTest {

  private static final Relay FIRST = TestMesh.relay(1);
  private static final Relay SECOND = TestMesh.relay(2);

  private final RelayedRun mesh = RelayedRun.behindNat(FIRST, SECOND);

  @Test
  void aPeerThatDeclaresAnEndpointToWhichNoLineLeadsIsReachedThroughARelay() {
    RelayedRun run = RelayedRun.behindNat(FIRST);
    String declared = run.view(run.open).endpoint().orElseThrow().toString();
    assertThat(declared).isEqualTo("198.18.0.3:51871");
    List<IpAddress> gateways = List.of(IpAddress.parse("fe80::1"));
    run.run.give(
        new Input.HostChanged(
            run.run.now(), new HostFacts(gateways, List.of(), List.of(), List.of())));
    run.run.pass(31_000);
    assertThat(run.view(run.open).endpoint().map(Endpoint::toString))
        .contains(RelayedRun.at(FIRST));
  }

  @Test
  void everyRelayIsAPeerThatIsKeptWarm() {
    assertThat(mesh.run.view().relays())
        .containsExactly(
            new RelayView(
                FIRST.wireGuardKey(),
                FIRST.address(),
                Optional.of(FIRST.endpoints().getFirst()),
                25),
            new RelayView(
                SECOND.wireGuardKey(),
                SECOND.address(),
                Optional.of(SECOND.endpoints().getFirst()),
                25));
  }

  @Test
  void sitesAreIdleWhereTheyCanBeReachedAndNobodyMovesFirst() {
    assertThat(mesh.view(mesh.open).endpoint()).contains(Endpoint.parse("198.18.0.3:51871"));
    assertThat(mesh.view(mesh.hidden).endpoint()).contains(FIRST.endpoints().getFirst());
    mesh.run.pass(120_000);
    for (Effect.Apply apply : mesh.run.all(Effect.Apply.class)) {
      assertThat(apply.view().peers())
          .allMatch(peer -> peer.keepalive() == 0 && peer.firstMove() == FirstMove.START);
    }
    assertThat(mesh.path(mesh.open)).isEqualTo(Path.IDLE);
    assertThat(mesh.path(mesh.hidden)).isEqualTo(Path.IDLE);
  }

  @Test
  void aSessionThatGoesThroughARelayIsShownSo() {
    mesh.run.handshake(mesh.open);
    mesh.run.tunnel.put(
        mesh.hidden.key(),
        new ActualPeer(
            Set.of(),
            Optional.of(FIRST.endpoints().getFirst()),
            Optional.of(mesh.run.now().wall()),
            1,
            1,
            0,
            false));
    mesh.run.pass(60_000);
    assertThat(mesh.path(mesh.hidden)).isEqualTo(Path.RELAYED);
    assertThat(mesh.path(mesh.open)).isEqualTo(Path.DIRECT);
  }

  @Test
  void withoutRelaysPeersAreWarmAndNobodyCounts() {
    RelayedRun bare = RelayedRun.reachable();
    assertThat(bare.run.all(Effect.FollowTraffic.class)).isEmpty();
    assertThat(bare.view(bare.open).keepalive()).isEqualTo(25);
    assertThat(bare.view(bare.hidden).endpoint()).isEmpty();
    assertThat(bare.run.view().relays()).isEmpty();
  }

  @Test
  void whenTheLastRelayGoesAllIsAsInAMeshWithoutRelays() {
    assertThat(mesh.run.last(Effect.FollowTraffic.class).wanted()).isTrue();
    mesh.silence(mesh.hidden, RelayedRun.at(FIRST));
    mesh.relaysAreNow();
    assertThat(mesh.run.last(Effect.FollowTraffic.class).wanted()).isFalse();
    assertThat(mesh.run.view().relays()).isEmpty();
    assertThat(mesh.view(mesh.open).keepalive()).isEqualTo(25);
    int asked = mesh.asked();
    mesh.run.pass(60_000);
    assertThat(mesh.asked()).isEqualTo(asked);
    assertThat(mesh.moves()).isEmpty();
  }

  @Test
  void aRelayThatIsGivenByItsNameIsOfUseOnceTheNameHasAnAddress() {
    Relay named =
        new Relay(
            FIRST.id(),
            FIRST.name(),
            FIRST.identityKey(),
            FIRST.wireGuardKey(),
            List.of(Endpoint.parse("relay.example.com:51900")),
            FIRST.address());
    RelayedRun run = RelayedRun.behindNat(named);
    assertThat(run.run.all(Effect.FollowTraffic.class)).isEmpty();
    assertThat(run.run.all(Effect.Resolve.class)).isNotEmpty();
    run.run.resolved("relay.example.com", Optional.of(IpAddress.parse("198.18.1.9")));
    run.run.pass(1_000);
    assertThat(run.run.last(Effect.FollowTraffic.class).wanted()).isTrue();
    assertThat(run.view(run.hidden).endpoint()).contains(Endpoint.parse("198.18.1.9:51900"));
  }

  @Test
  void aRelayWithBothKindsOfAddressesIsUsedAtTheOneThatTheLineLeadsTo() {
    assertThat(endpointOfRelay("192.168.1.1")).isEqualTo("198.18.1.1:51900");
    assertThat(endpointOfRelay("fe80::1")).isEqualTo("[2001:db8::1]:51900");
  }

  private static String endpointOfRelay(String gateway) {
    List<IpAddress> gateways = List.of(IpAddress.parse(gateway));
    Relay both =
        new Relay(
            FIRST.id(),
            FIRST.name(),
            FIRST.identityKey(),
            FIRST.wireGuardKey(),
            List.of(FIRST.endpoints().getFirst(), Endpoint.parse("[2001:db8::1]:51900")),
            FIRST.address());
    RelayedRun run = RelayedRun.behindNat();
    run.run.give(
        new Input.HostChanged(
            run.run.now(), new HostFacts(gateways, List.of(), List.of(), List.of())));
    run.relaysAreNow(both);
    run.run.pass(1_000);
    return run.view(run.hidden).endpoint().map(Endpoint::toString).orElse("nowhere");
  }
}
