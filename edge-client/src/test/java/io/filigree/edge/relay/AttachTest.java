package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.noise.Message;
import io.filigree.protocol.noise.SentInitiation;
import io.filigree.protocol.noise.Transport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A site attaches as the WireGuard peer that it is. */
class AttachTest {

  private final RelayRun run = RelayRun.withMembers();

  @Test
  void theAnswerLatchesNothingAndTheFirstPacketDoes() {
    Transport session = run.handshake(run.a, run.atA);
    assertThat(run.latches()).isEmpty();
    assertThat(run.receive(session.seal(new byte[0]), run.atA)).isEmpty();
    assertThat(run.latches()).containsExactly("store-a 198.51.100.1:1001");
    assertThat(run.core.snapshot().attached()).isEqualTo(1);
  }

  @Test
  void whoIsNoMemberGetsNoAnswer() {
    TestSite stranger = new TestSite("stranger");
    assertThat(run.receive(stranger.initiation(run.relayKey()).message(), run.elsewhere)).isEmpty();
    assertThat(run.count(Count.DROP_ATTACH_FOREIGN)).isEqualTo(1);
  }

  @Test
  void aClaimToBeAMemberIsNotEnough() {
    byte[] message = run.a.initiation(run.relayKey()).message();
    message[100] ^= 1; // in the sealed time stamp
    Crafted.sign(message, run.relay, Message.INITIATION_MAC1);
    assertThat(run.receive(message, run.atA)).isEmpty();
    assertThat(run.count(Count.DROP_ATTACH_FOREIGN)).isEqualTo(1);
    assertThat(run.receive(Crafted.initiation(1, run.relay), run.atA)).isEmpty();
  }

  @Test
  void anOlderInitiationIsAReplay() {
    SentInitiation old = run.a.initiation(run.relayKey());
    SentInitiation current = run.a.initiation(run.relayKey());
    assertThat(run.receive(current.message(), run.atA)).hasSize(1);
    assertThat(run.receive(old.message(), run.atA)).isEmpty();
    assertThat(run.receive(current.message(), run.elsewhere)).isEmpty();
    assertThat(run.count(Count.DROP_ATTACH_REPLAY)).isEqualTo(2);
  }

  @Test
  void aNewPacketFromElsewhereMovesTheSite() {
    Transport session = run.attach(run.a, run.atA);
    run.receive(session.seal(new byte[0]), run.elsewhere);
    assertThat(run.where(run.a)).isEqualTo(run.elsewhere.toString());
  }

  @Test
  void aPacketThatHasComeBeforeMovesNothing() {
    Transport session = run.attach(run.a, run.atA);
    byte[] keepalive = session.seal(new byte[0]);
    run.receive(keepalive, run.atA);
    run.latches().clear();
    assertThat(run.receive(keepalive, run.elsewhere)).noneMatch(sent -> sent.is(keepalive));
    assertThat(run.latches()).isEmpty();
  }

  @Test
  void aPacketThatWasHeldBackMovesNothing() {
    Transport session = run.attach(run.a, run.atA);
    byte[] held = session.seal(new byte[0]);
    run.receive(session.seal(new byte[0]), run.atA);
    run.latches().clear();
    run.receive(held, run.elsewhere);
    assertThat(run.latches()).isEmpty();
  }

  @Test
  void aTouchedPacketMovesNothing() {
    Transport session = run.attach(run.a, run.atA);
    run.latches().clear();
    byte[] keepalive = session.seal(new byte[0]);
    keepalive[20] ^= 1;
    run.receive(keepalive, run.elsewhere);
    assertThat(run.latches()).isEmpty();
  }

  @Test
  void twoSitesAreNeverAtOneAddress() {
    run.attach(run.a, run.atA);
    run.attach(run.b, run.atA);
    assertThat(run.core.snapshot().attached()).isEqualTo(1);
    run.attach(run.c, run.atC);
    assertThat(run.route(run.c.initiation(run.a).message(), run.atC)).isEmpty();
    assertThat(run.route(run.c.initiation(run.b).message(), run.atC)).isEqualTo("A");
  }

  @Test
  void theSessionBeforeStillCountsAfterARekeying() {
    Transport before = run.attach(run.a, run.atA);
    run.pass(Seconds.of(120));
    run.attach(run.a, run.atA);
    run.receive(before.seal(new byte[0]), run.elsewhere);
    assertThat(run.where(run.a)).isEqualTo(run.elsewhere.toString());
    run.pass(Seconds.of(125));
    run.latches().clear();
    run.receive(before.seal(new byte[0]), run.atA);
    assertThat(run.latches()).as("keys have died").isEmpty();
  }

  @Test
  void manyHandshakesLeaveFewSessions() {
    Transport first = run.attach(run.a, run.atA);
    for (int i = 0; i < 50; i++) {
      run.handshake(run.a, run.atA);
    }
    assertThat(run.core.snapshot().sessions()).isLessThanOrEqualTo(6);
    run.receive(first.seal(new byte[0]), run.elsewhere);
    assertThat(run.where(run.a)).as("one in use stays").isEqualTo(run.elsewhere.toString());
  }

  @Test
  void aSiteThatIsSilentForLongHasGone() {
    run.attach(run.a, run.atA);
    run.pass(Seconds.of(299));
    assertThat(run.core.snapshot().attached()).isEqualTo(1);
    run.pass(Seconds.of(2));
    assertThat(run.core.snapshot().attached()).isZero();
  }

  @Test
  void aMemberThatChangesItsKeyMayUseBothUntilItIsDone() {
    TestSite next = new TestSite("store-a");
    run.attach(run.a, run.atA);
    Member changing =
        new Member(
            run.a.member().name(), run.a.key().publicKey(), Optional.of(next.key().publicKey()));
    run.core.serve(new Members(List.of(changing, run.b.member()), Pairs.all()), run.now);
    assertThat(run.core.snapshot().attached()).as("the old one stays attached").isEqualTo(1);
    run.attach(next, run.atA);
    run.attach(run.b, run.atB);
    assertThat(run.route(run.b.initiation(next).message(), run.atB)).isEqualTo("A");
    run.serve(Pairs.all(), next, run.b);
    assertThat(run.core.snapshot().attached()).isEqualTo(2);
    assertThat(run.receive(run.a.initiation(run.relayKey()).message(), run.atA)).isEmpty();
  }
}
