package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.roster.Epoch;
import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.hollow.Holdings;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.NeedsLab;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.system.Edge;
import io.filigree.systemtests.system.Edge.Refusal;
import io.filigree.systemtests.system.WireGuard;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A coordinator that lies is refused, by name, and changes nothing; the truth is believed again.
 */
@NeedsLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCoordinatorIT {

  private final Lab lab = Lab.open();
  private final CoordinatorDouble coordinator;
  private final HollowSite b = new HollowSite("site-b");
  private final HollowSite c = new HollowSite("site-c");
  private final SiteId idOfB;
  private final SiteId idOfC;
  private final Holdings older;
  private final SiteBox victim;
  private final Edge edge;
  private int moves = 1;

  HostileCoordinatorIT() {
    this.coordinator = CoordinatorDouble.at(lab.hostAddress(), lab.directory());
    this.idOfB = coordinator.enrol(b, "10.62.0.0/16", "198.51.100.2:51871");
    this.idOfC = coordinator.enrol(c, "10.63.0.0/16", "198.51.100.3:51871");
    this.victim = lab.build(SitePlan.store("victim", 42));
    this.edge = Edge.at(victim);
    this.older = coordinator.truth();
    edge.join(coordinator.token()).run();
    Meshed.eventually("two peers, each tried", this::triesBoth);
  }

  /** The end with the larger key waits before it sends to an endpoint: until then there is none. */
  private boolean triesBoth() {
    var peers = WireGuard.peers(victim);
    return peers.size() == 2 && peers.stream().noneMatch(peer -> peer.endpoint().equals("(none)"));
  }

  @AfterAll
  void end() {
    coordinator.close();
    lab.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aLieIsRefusedByNameAndChangesNothing(
      String what, String named, UnaryOperator<Holdings> lie) {
    String before = WireGuard.configuration(victim);
    coordinator.lie(lie);
    Meshed.eventually("refused: " + named, () -> isRefused(named), edge::refusals);
    assertThat(WireGuard.configuration(victim)).isEqualTo(before);
    coordinator.tellTheTruth();
    assertThatTheTruthIsBelieved();
  }

  private void assertThatTheTruthIsBelieved() {
    String endpoint = "198.51.100.3:" + (51_871 + ++moves);
    coordinator.announce(idOfC, c.signedFacts(coordinator.mesh(), idOfC, moves, endpoint));
    Meshed.eventually(
        "c has moved",
        () ->
            WireGuard.peer(victim, c.wireGuard().toBase64())
                .filter(peer -> peer.endpoint().equals(endpoint))
                .isPresent());
    Meshed.eventually("no refusal is left", () -> edge.refusals().isEmpty());
  }

  private boolean isRefused(String named) {
    return edge.refusals().stream().map(Refusal::toString).anyMatch(text -> text.contains(named));
  }

  Stream<Arguments> lies() {
    Ed25519PrivateKey stranger = Ed25519PrivateKey.generate();
    return Stream.of(
        lie(
            "a roster that a stranger signed",
            "not signed by the roster key",
            truth -> widened(truth).signed(stranger, truth.epoch().next())),
        lie(
            "an edited record",
            "not signed by the roster key",
            truth -> renumbered(widened(truth), truth.epoch().next())),
        lie("an older epoch", "older than the one we hold", truth -> older),
        lie(
            "the same epoch with other bytes",
            "under the same epoch",
            truth -> widened(truth).signed(coordinator.rosterKey(), truth.epoch())),
        lie(
            "facts that another site signed",
            "not signed by the identity key",
            truth -> truth.with(idOfB, c.sign(movedB(b)))),
        lie(
            "the key of another site",
            "announced its WireGuard key first",
            truth -> truth.with(idOfB, b.sign(movedB(c)))),
        lie(
            "facts that are no facts",
            "cannot be read",
            truth -> truth.with(idOfB, b.sign(DocumentText.of("$(touch /tmp/owned)\n")))));
  }

  private static Arguments lie(String what, String named, UnaryOperator<Holdings> lie) {
    return Arguments.of(what, named, lie);
  }

  /** B would own a range that it does not. */
  private Holdings widened(Holdings truth) {
    String record = truth.copy().record(idOfB).orElseThrow().text();
    return truth.with(idOfB, DocumentText.of(record.replace("10.62.0.0/16", "10.64.0.0/16")));
  }

  /** The same under another number, with the signature as it was. */
  private static Holdings renumbered(Holdings truth, Epoch epoch) {
    return new Holdings(truth.mesh(), truth.copy(), epoch, truth.signature());
  }

  /** B's next facts, at another endpoint, with the key of somebody. */
  private DocumentText movedB(HollowSite owner) {
    return HollowSite.facts(
            coordinator.mesh(), idOfB, 1000, owner.wireGuard(), "198.51.100.66:51871")
        .write();
  }

  @Test
  void anEdgeThatIsRestartedUnderALieComesBackWithTheTruth() {
    String before = WireGuard.configuration(victim);
    coordinator.lie(truth -> older);
    edge.kill();
    edge.run();
    Meshed.eventually("the refusal is named", () -> isRefused("older than the one we hold"));
    assertThat(WireGuard.configuration(victim)).isEqualTo(before);
    coordinator.tellTheTruth();
    assertThatTheTruthIsBelieved();
  }
}
