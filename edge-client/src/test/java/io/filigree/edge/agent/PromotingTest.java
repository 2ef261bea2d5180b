package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.TestMesh;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.Relay;
import org.junit.jupiter.api.Test;

/** From the relay to where a peer says that it can be reached. */
class PromotingTest {

  private static final Relay RELAY = TestMesh.relay(1);
  private static final WireGuardPublicKey R = RELAY.wireGuardKey();
  private static final String AT_RELAY = RelayedRun.at(RELAY);
  private static final String DIRECT = "198.18.0.3:51871";
  private static final String TRY = "store-c CHANGED " + DIRECT;
  private static final String REVERT = "store-c AGAIN " + AT_RELAY;

  private final RelayedRun mesh = RelayedRun.behindNat(RELAY);

  @Test
  void aPeerWithTrafficBothWaysForASecondIsTriedWhereItSays() {
    mesh.talk(mesh.open, AT_RELAY, 1_000);
    assertThat(mesh.moves()).isEmpty();
    mesh.talk(mesh.open, AT_RELAY, 250);
    assertThat(mesh.moves()).containsExactly(TRY);
  }

  @Test
  void muchTrafficIsEnoughAtOnce() {
    mesh.traffic(mesh.open, AT_RELAY, 100, 100);
    mesh.traffic(mesh.open, AT_RELAY, 60_000, 6_000);
    assertThat(mesh.moves()).containsExactly(TRY);
  }

  @Test
  void whatIsAnsweredThereStaysThereAndIsKeptOpenThroughNat() {
    mesh.talk(mesh.open, AT_RELAY, 1_250);
    mesh.talk(mesh.open, DIRECT, 5_000);
    assertThat(mesh.moves()).containsExactly(TRY);
    assertThat(mesh.run.said("direct")).hasSize(1);
    mesh.run.pass(60_000);
    assertThat(mesh.view(mesh.open).keepalive()).isEqualTo(25);
    mesh.run.pass(300_000);
    assertThat(mesh.view(mesh.open).keepalive()).as("after five idle minutes").isZero();
  }

  @Test
  void whatIsOfNoUseIsUndoneWithinASecondAndTriedAgainLater() {
    mesh.talk(mesh.open, AT_RELAY, 1_250);
    mesh.traffic(mesh.open, DIRECT, 0, 1_000);
    mesh.run.pass(750);
    assertThat(mesh.moves()).containsExactly(TRY, REVERT);
    mesh.addedAgain(mesh.open);
    mesh.talk(mesh.open, AT_RELAY, 14_000);
    assertThat(mesh.moves()).hasSize(2);
    untilTried();
    assertThat(mesh.moves()).containsExactly(TRY, REVERT, TRY);
  }

  @Test
  void everyPauseIsTwiceAsLongAsTheOneBefore() {
    untilTried();
    fail();
    assertThat(untilTried()).isBetween(15_000L, 16_500L);
    fail();
    assertThat(untilTried()).isBetween(30_000L, 31_500L);
  }

  /** In milliseconds. */
  private long untilTried() {
    int before = mesh.moves().size();
    long begun = mesh.run.millis;
    while (mesh.moves().size() == before && mesh.run.millis < begun + 60_000) {
      mesh.talk(mesh.open, AT_RELAY, 250);
    }
    return mesh.run.millis - begun;
  }

  private void fail() {
    mesh.traffic(mesh.open, DIRECT, 0, 1_000);
    mesh.run.pass(1_000);
    mesh.addedAgain(mesh.open);
  }

  @Test
  void silenceWhileItIsTriedIsSeenByTheWatchdogAndUndoneOnce() {
    mesh.talk(mesh.open, AT_RELAY, 1_250);
    mesh.answers(R);
    assertThat(mesh.moves()).containsExactly(TRY, REVERT);
    mesh.run.pass(3_000);
    assertThat(mesh.moves()).filteredOn(REVERT::equals).hasSize(1);
  }

  @Test
  void whatWasCountedJustBeforeTheMoveProvesNothing() {
    mesh.talk(mesh.open, AT_RELAY, 1_250);
    mesh.traffic(mesh.open, DIRECT, 1_000, 1_000);
    mesh.run.pass(1_000);
    assertThat(mesh.run.said("direct")).isEmpty();
    assertThat(mesh.moves()).contains(REVERT);
  }

  @Test
  void whoSaysNothingOfItsPlaceStaysAtTheRelay() {
    mesh.talk(mesh.hidden, AT_RELAY, 20_000);
    assertThat(mesh.moves()).isEmpty();
  }

  @Test
  void ofTwoThatCanBeReachedOnlyTheOneWithTheSmallerKeyTries() {
    RelayedRun reachable = RelayedRun.reachable(RELAY);
    reachable.talk(reachable.joined(-1), AT_RELAY, 3_000);
    assertThat(reachable.moves()).as("theirs is the smaller").isEmpty();
    reachable.talk(reachable.joined(1), AT_RELAY, 1_250);
    assertThat(reachable.moves()).as("ours is").hasSize(1);
  }
}
