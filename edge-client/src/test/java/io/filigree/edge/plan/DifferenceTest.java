package io.filigree.edge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.Operation.ChangeSet;
import io.filigree.edge.plan.Operation.ForgetMasquerading;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.Operation.PutPeer.How;
import io.filigree.edge.plan.Operation.SetMtu;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceTest {
  private static final Endpoint LEARNED = Endpoint.parse("198.51.100.7:40000");

  private final WireGuardPrivateKey key = WireGuardPrivateKey.generate();
  private final DesiredPeer peer = Meshes.peer(2);
  private final DesiredState desired = Meshes.site(1, key, peer);
  private final ImaginaryMachine machine = new ImaginaryMachine();

  @Test
  void whatIsAsItShouldBeNeedsNothing() {
    apply(desired);

    assertThat(between(desired)).isEmpty();
  }

  @Test
  void orderOfPeersMeansNothing() {
    DesiredPeer other = Meshes.peer(3);
    apply(Meshes.site(1, key, peer, other));

    assertThat(between(Meshes.site(1, key, other, peer))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void applyingTheDifferenceLeavesNone(long seed) {
    Random random = new Random(seed);
    List<DesiredPeer> peers =
        new ArrayList<>(IntStream.range(2, 30).mapToObj(Meshes::peer).toList());
    for (int change = 0; change < 50; change++) {
      Collections.shuffle(peers, random);
      DesiredState next =
          Meshes.site(
              1, key, peers.subList(0, random.nextInt(peers.size())).toArray(DesiredPeer[]::new));
      machine.forwardDrops = random.nextBoolean();
      machine.underlayMtu = 1400 + random.nextInt(200);
      machine.peers.replaceAll((k, p) -> random.nextBoolean() ? answered(p, machine.now) : p);
      if (random.nextInt(10) == 0) {
        next = Meshes.withoutFirewall(next);
      }
      apply(next);

      assertThat(between(next)).as("seed %d, change %d", seed, change).isEmpty();
      assertThat(machine.peers.keySet()).isEqualTo(next.peers().keySet());
      assertThat(machine.routes).isEqualTo(next.routes());
    }
  }

  @Test
  void endpointOfLiveSessionIsNeverOverwritten() {
    apply(desired);
    machine.peers.computeIfPresent(peer.key(), (k, p) -> answered(p, machine.now));

    assertThat(between(desired)).isEmpty();
  }

  @Test
  void endpointOfDeadSessionIsSetBackToTheRecords() {
    apply(desired);
    Instant longAgo = machine.now.minus(Duration.ofSeconds(181));
    machine.peers.computeIfPresent(peer.key(), (k, p) -> answered(p, longAgo));

    assertThat(between(desired)).containsExactly(endpoint(peer.endpoint().orElseThrow()));
  }

  @Test
  void movedMachineSetsEachEndpointToWhatItIs() {
    apply(desired);
    machine.peers.computeIfPresent(peer.key(), (k, p) -> answered(p, machine.now));
    machine.moved = true;

    assertThat(between(desired)).containsExactly(endpoint(LEARNED));
  }

  @Test
  void waitingSideConfiguresNeitherEndpointNorKeepalive() {
    apply(Meshes.site(1, key, moving(FirstMove.WAIT)));

    assertThat(machine.peers)
        .containsEntry(
            peer.key(),
            new ActualPeer(
                Set.copyOf(peer.allowedIps()), Optional.empty(), Optional.empty(), 0, 0, 0, false));
  }

  @Test
  void waitingDoesNotTouchPeerThatIsThere() {
    apply(desired);

    assertThat(between(Meshes.site(1, key, moving(FirstMove.WAIT)))).isEmpty();
  }

  @Test
  void restartRemovesAndAddsInOneOperation() {
    apply(desired);

    assertThat(between(Meshes.site(1, key, moving(FirstMove.RESTART))))
        .containsExactly(
            new PutPeer(
                peer.key(),
                How.AGAIN,
                Optional.of(peer.allowedIps()),
                peer.endpoint(),
                OptionalInt.of(25),
                false));
  }

  @Test
  void firstEndpointOfSilentPeerIsNotHeldBackByTriesThatWentNowhere() {
    apply(Meshes.site(1, key, moving(FirstMove.WAIT)));

    assertThat(between(desired))
        .containsExactly(
            new PutPeer(
                peer.key(),
                How.AGAIN,
                Optional.of(peer.allowedIps()),
                peer.endpoint(),
                OptionalInt.of(25),
                false));
  }

  @Test
  void onePeerMoreChangesSetsByElementAndNotTheTable() {
    apply(desired);
    DesiredPeer other = Meshes.peer(3);

    List<Operation> operations = between(Meshes.site(1, key, peer, other));

    assertThat(operations).noneMatch(Operation.ReplaceTable.class::isInstance);
    assertThat(operations)
        .filteredOn(ChangeSet.class::isInstance)
        .extracting(operation -> ((ChangeSet) operation).set())
        .containsExactly("remote4", "remote6");
  }

  @Test
  void onlyConnectionsOfTheNewPeerAreLookedFor() {
    apply(desired);
    DesiredPeer other = Meshes.peer(3);

    assertThat(between(Meshes.site(1, key, peer, other)))
        .contains(new ForgetMasquerading(desired.local(), other.allowedIps()));
    assertThat(between(Meshes.site(1, key))).noneMatch(ForgetMasquerading.class::isInstance);
  }

  @Test
  void peersBehindOneAddressAreGivenMoreHandshakes() {
    WireGuardPublicKey another = WireGuardPrivateKey.generate().publicKey();
    DesiredPeer neighbour = Meshes.peer(3, another, "192.0.2.2:40001");

    apply(Meshes.site(1, key, peer, neighbour));

    assertThat(machine.sets.get("shared4")).hasToString("[192.0.2.2/32]");
  }

  @Test
  void mtuFollowsTheUnderlayWithinReason() {
    apply(desired);

    for (int[] expected : new int[][] {{1492, 1412}, {9000, 1420}, {1300, 1280}}) {
      machine.underlayMtu = expected[0];
      assertThat(between(desired))
          .filteredOn(o -> o instanceof SetMtu)
          .containsExactlyElementsOf(
              expected[1] == machine.mtu ? List.of() : List.of(new SetMtu(expected[1])));
    }
  }

  @Test
  void removedSiteKeepsItsInterfaceAndLosesItsPeers() {
    apply(desired);

    apply(Meshes.site(1, key));

    assertThat(machine.exists).isTrue();
    assertThat(machine.peers).isEmpty();
    assertThat(machine.routes).isEmpty();
  }

  private Operation endpoint(Endpoint endpoint) {
    return new PutPeer(
        peer.key(),
        How.CHANGED,
        Optional.empty(),
        Optional.of(endpoint),
        OptionalInt.empty(),
        false);
  }

  private DesiredPeer moving(FirstMove move) {
    return new DesiredPeer(peer.key(), peer.allowedIps(), peer.endpoint(), peer.keepalive(), move);
  }

  private static ActualPeer answered(ActualPeer present, Instant at) {
    return new ActualPeer(
        present.allowedIps(),
        Optional.of(LEARNED),
        Optional.of(at),
        1,
        1,
        present.keepalive(),
        false);
  }

  private List<Operation> between(DesiredState state) {
    return Difference.between(state, machine.observe());
  }

  private void apply(DesiredState state) {
    between(state).forEach(operation -> machine.apply(operation, state));
  }
}
