package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.TestMesh;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.Relay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers to which bytes go and from which none come, in a mesh with relays. */
class WatchdogTest {

  private static final Relay FIRST = TestMesh.relay(1);
  private static final Relay SECOND = TestMesh.relay(2);
  private static final WireGuardPublicKey R1 = FIRST.wireGuardKey();
  private static final WireGuardPublicKey R2 = SECOND.wireGuardKey();
  private static final String DIRECT = "198.18.0.3:51871";

  private final RelayedRun mesh = RelayedRun.reachable(FIRST, SECOND);

  @Test
  void aPeerThatIsSilentIsAskedThroughTheTunnelWithTheRelaysBesideIt() {
    mesh.traffic(mesh.open, DIRECT, 0, 500);
    mesh.run.pass(Flow.PATIENCE - 1);
    assertThat(mesh.asked()).isZero();
    mesh.run.pass(1);
    assertThat(mesh.askedLast()).containsExactlyInAnyOrder(mesh.open.key(), R1, R2);
  }

  @Test
  void anAnswerHasThreeRoundTripsOfItsOwnAndOfWhoWasNeverTimedThoseOfTheNearestRelay() {
    mesh.silence(mesh.open, DIRECT);
    assertThat(mesh.patience(mesh.open.key())).as("nobody was timed").isEqualTo(300);
    mesh.answers(mesh.open.key(), R1, R2);
    mesh.timed(FIRST, Duration.ofMillis(200));
    mesh.timed(SECOND, Duration.ofMillis(600));
    mesh.silence(mesh.open, DIRECT);
    assertThat(mesh.patience(mesh.open.key())).isEqualTo(600);
    assertThat(mesh.patience(R1)).isEqualTo(600);
    assertThat(mesh.patience(R2)).as("a second at most").isEqualTo(1_000);
  }

  @Test
  void aQuestionWithoutAnyOutcomeIsAskedAgainInItsTimeAndNotAtOnce() {
    mesh.silence(mesh.open, DIRECT);
    mesh.run.give(new Input.Checked(mesh.run.now(), List.of()));
    assertThat(mesh.asked()).isEqualTo(1);
    mesh.run.pass(2_000);
    assertThat(mesh.asked()).isEqualTo(2);
  }

  @Test
  void aFirstHandshakeIsSoonInTheStatus() {
    mesh.run.pass(15_000);
    mesh.run.tunnel.put(
        mesh.hidden.key(), mesh.traffic(mesh.hidden, RelayedRun.at(FIRST), 92, 148));
    assertThat(mesh.path(mesh.hidden)).isEqualTo(Path.IDLE);
    mesh.run.pass(2_500);
    assertThat(mesh.path(mesh.hidden)).isEqualTo(Path.RELAYED);
  }

  @Test
  void whatIsToBeShownDoesNotDelayWhatIsUrgent() {
    mesh.run.pass(15_000);
    mesh.traffic(mesh.hidden, RelayedRun.at(FIRST), 92, 148);
    int looks = mesh.run.all(Effect.Apply.class).size();
    mesh.run.give(new Input.Disturbed(mesh.run.now()));
    mesh.run.pass(300);
    assertThat(mesh.run.all(Effect.Apply.class)).hasSize(looks + 1);
  }

  @Test
  void whoAnswersIsLeftWhereItIs() {
    mesh.silence(mesh.open, DIRECT);
    mesh.answers(mesh.open.key(), R1, R2);
    mesh.run.pass(10_000);
    assertThat(mesh.asked()).isEqualTo(1);
    assertThat(mesh.moves()).isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsAddedAgainAtARelayThatDoes() {
    mesh.silence(mesh.open, DIRECT);
    mesh.answers(R1, R2);
    assertThat(mesh.moves()).containsExactly("store-c AGAIN 198.18.1.1:51900");
    assertThat(mesh.run.said("rerouted")).hasSize(1);
    mesh.addedAgain(mesh.open);
    mesh.traffic(mesh.open, RelayedRun.at(FIRST), 500, 500);
    mesh.run.pass(10_000);
    assertThat(mesh.moves()).hasSize(1);
    assertThat(mesh.view(mesh.open).endpoint()).contains(FIRST.endpoints().getFirst());
  }

  @Test
  void whileNoRelayAnswersNothingIsMoved() {
    mesh.silence(mesh.open, DIRECT);
    mesh.answers();
    assertThat(mesh.run.said("relay-silent")).hasSize(2);
    mesh.run.pass(1_000);
    assertThat(mesh.asked()).as("it is asked on").isEqualTo(2);
    mesh.answers();
    assertThat(mesh.moves()).isEmpty();
    assertThat(mesh.run.said("down")).isEmpty();
  }

  @Test
  void theSecondRelayIsTakenWhenTheFirstIsSilent() {
    mesh.silence(mesh.hidden, RelayedRun.at(FIRST));
    mesh.answers(R2);
    assertThat(mesh.moves()).containsExactly("store-b AGAIN 198.18.1.2:51900");
    assertThat(mesh.run.said("relay-silent")).hasSize(1);
  }

  @Test
  void aRelayThatAnswersAgainIsSaidToAndTakenAgain() {
    mesh.silence(mesh.hidden, RelayedRun.at(FIRST));
    mesh.answers(R2);
    mesh.run.pass(1_000);
    mesh.answers(R1, R2);
    assertThat(mesh.run.said("relay-answers")).hasSize(1);
    assertThat(mesh.moves())
        .containsExactly("store-b AGAIN 198.18.1.2:51900", "store-b AGAIN 198.18.1.1:51900");
  }

  @Test
  void whomNoRelayLeadsToIsDownAndAskedMoreAndMoreSeldomUntilItAnswers() {
    mesh.silence(mesh.hidden, RelayedRun.at(FIRST));
    for (int i = 0; i < 3; i++) {
      mesh.answers(R1, R2);
      mesh.run.pass(700);
    }
    assertThat(mesh.moves()).hasSize(2);
    assertThat(mesh.run.said("down")).hasSize(1);
    mesh.run.pass(1_000);
    assertThat(mesh.path(mesh.hidden)).isEqualTo(Path.DOWN);
    assertThat(mesh.view(mesh.hidden).down()).as("callers are told at once").isTrue();
    assertThat(mesh.view(mesh.open).down()).isFalse();
    int asked = mesh.asked();
    for (int i = 0; i < 400; i++) {
      mesh.run.pass(1_700);
      mesh.answers(R1, R2);
    }
    assertThat(mesh.asked() - asked).isBetween(100, 400);
    mesh.run.pass(60_000);
    mesh.answers(R1, R2, mesh.hidden.key());
    mesh.run.pass(1_000);
    assertThat(mesh.run.said("up")).hasSize(1);
    assertThat(mesh.path(mesh.hidden)).isNotEqualTo(Path.DOWN);
    assertThat(mesh.view(mesh.hidden).down()).isFalse();
    assertThat(mesh.run.said("down")).hasSize(1);
  }

  @Test
  void oneWayTrafficToAPeerThatAnswersPingsIsNeverCutAndSeldomAsked() {
    for (int i = 0; i < 40; i++) {
      mesh.traffic(mesh.open, DIRECT, 0, 5_000);
      mesh.run.pass(Flow.PATIENCE);
      if (mesh.run.state().flows().asking()) {
        mesh.answers(mesh.open.key(), R1, R2);
      }
    }
    assertThat(mesh.moves()).isEmpty();
    assertThat(mesh.asked()).isBetween(4, 8);
  }

  @Test
  void whatCameWhileItWasAskedCountsAsAnAnswer() {
    mesh.silence(mesh.open, DIRECT);
    mesh.traffic(mesh.open, DIRECT, 500, 0);
    mesh.answers(R1, R2);
    assertThat(mesh.moves()).isEmpty();
  }

  @Test
  void aKeepaliveThatIsNotAnsweredIsNoReasonToAsk() {
    mesh.traffic(mesh.open, DIRECT, 0, 32);
    mesh.run.pass(5_000);
    assertThat(mesh.asked()).isZero();
  }

  @Test
  void nothingIsKeptOfWhoIsNoPeerAnyMore() {
    mesh.silence(mesh.open, DIRECT);
    mesh.answers(R1, R2);
    assertThat(mesh.run.state().ways().chosen()).containsKey(mesh.open.key());
    assertThat(mesh.run.state().ways().pauses()).containsKey(mesh.open.key());
    mesh.run.news(mesh.mesh.change().remove(mesh.open).sign());
    mesh.traffic(mesh.hidden, RelayedRun.at(FIRST), 500, 500);
    assertThat(mesh.run.state().ways().chosen()).doesNotContainKey(mesh.open.key());
    assertThat(mesh.run.state().ways().pauses()).isEmpty();
    assertThat(mesh.run.state().flows().peers()).doesNotContainKey(mesh.open.key());
  }

  @Test
  void whoIsRemovedWhileThereIsDoubtIsAskedNoMore() {
    mesh.traffic(mesh.open, DIRECT, 0, 500);
    mesh.run.news(mesh.mesh.change().remove(mesh.open).sign());
    int ticks = mesh.run.ticks;
    mesh.run.pass(5_000);
    assertThat(mesh.asked()).isZero();
    assertThat(mesh.run.ticks - ticks).as("and costs nothing").isLessThan(50);
  }

  @Test
  void withoutRelaysAPeerIsDownWhenItsSessionIsOverAndItDoesNotAnswer() {
    RelayedRun bare = withoutSession();
    assertThat(bare.askedLast()).containsExactly(bare.open.key());
    bare.answers();
    bare.run.pass(1_000);
    assertThat(bare.view(bare.open).down()).isTrue();
    bare.run.pass(2_000);
    bare.answers(bare.open.key());
    assertThat(bare.view(bare.open).down()).isFalse();
    assertThat(bare.run.said("down")).hasSize(1);
    assertThat(bare.run.said("up")).hasSize(1);
  }

  @Test
  void withoutRelaysAHandshakeOfAPeerThatWasDownIsSeenAtTheNextLook() {
    RelayedRun bare = withoutSession();
    bare.answers();
    bare.run.pass(1_000);
    bare.run.handshake(bare.open);
    bare.run.pass(Applying.RECONCILE);
    assertThat(bare.view(bare.open).down()).isFalse();
  }

  @Test
  void withoutRelaysAClockThatJumpsMakesNobodyDown() {
    RelayedRun bare = withoutSession();
    bare.answers(bare.open.key());
    bare.run.pass(1_000);
    assertThat(bare.view(bare.open).down()).isFalse();
    assertThat(bare.run.said("down")).isEmpty();
  }

  private static RelayedRun withoutSession() {
    RelayedRun bare = RelayedRun.reachable();
    bare.run.handshake(bare.open);
    bare.run.pass(170_000);
    assertThat(bare.asked()).isZero();
    bare.run.pass(45_000);
    return bare;
  }

  @Test
  void inAMeshWithoutRelaysSilenceMeansNothing() {
    RelayedRun bare = RelayedRun.reachable();
    bare.traffic(bare.open, DIRECT, 0, 5_000);
    bare.run.pass(20_000);
    bare.talk(bare.open, DIRECT, 3_000);
    assertThat(bare.asked()).isZero();
    assertThat(bare.moves()).isEmpty();
  }
}
