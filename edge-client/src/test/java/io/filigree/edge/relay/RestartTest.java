package io.filigree.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.edge.relay.RelayRun.Pair;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.noise.Message;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a restart finds again, and what it must not believe. */
class RestartTest {

  private final RelayRun run = RelayRun.attached();

  private byte[] restartWith(byte[] memory) {
    run.restart();
    run.serve(Pairs.all(), run.a, run.b, run.c, run.d);
    run.core.recall(memory, run.now);
    return memory;
  }

  @Test
  void pairsGoOnWithoutAHandshake() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    restartWith(run.core.remember(run.now));
    assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEqualTo("B");
    assertThat(run.route(pair.second().seal(new byte[0]), run.atB)).isEqualTo("A");
    assertThat(run.core.snapshot().attached()).isEqualTo(4);
  }

  @Test
  void everySiteIsAskedToProveItselfAgain() {
    restartWith(run.core.remember(run.now));
    List<Sent> questions = run.pass(Seconds.ONE);
    assertThat(questions).hasSize(4).allMatch(one -> one.type() == Message.INITIATION);
    assertThat(questions)
        .extracting(Sent::to)
        .containsExactlyInAnyOrder(run.atA, run.atB, run.atC, run.atD);
  }

  @Test
  void indicesKeepTheirAge() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    run.pass(Seconds.of(150));
    byte[] memory = run.core.remember(run.now);
    run.setWall(run.wall().plusSeconds(30)); // that long it was down
    run.now += Seconds.of(1000); // another boot's nanoseconds
    restartWith(memory);
    run.pass(Seconds.of(15));
    assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEqualTo("B");
    run.pass(Seconds.of(10));
    assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEmpty();
  }

  @Test
  void whoIsNoMemberAnyMoreIsNotTakenUp() {
    Pair pair = run.meet(run.a, run.atA, run.b, run.atB);
    byte[] memory = run.core.remember(run.now);
    run.restart();
    run.serve(Pairs.all(), run.a, run.c);
    run.core.recall(memory, run.now);
    assertThat(run.core.snapshot().attached()).isEqualTo(2);
    assertThat(run.core.snapshot().indices()).isZero();
    assertThat(run.route(pair.first().seal(new byte[0]), run.atA)).isEmpty();
  }

  @Test
  void pairsThatAreNotLinkedAnyMoreAreNotTakenUp() {
    run.meet(run.a, run.atA, run.b, run.atB);
    byte[] memory = run.core.remember(run.now);
    run.restart();
    run.serve((x, y) -> false, run.a, run.b, run.c, run.d);
    run.core.recall(memory, run.now);
    assertThat(run.core.snapshot().indices()).isZero();
  }

  @Test
  void questionsAfterTheRestartAreLaterThanThoseBefore() {
    restartWith(run.core.remember(run.now));
    Sent before = run.pass(Seconds.ONE).getFirst();
    TestSite asked = siteAt(before.to());
    byte[] memory = run.core.remember(run.now);
    run.setWall(run.wall().minusSeconds(86_400)); // booted with a wrong clock
    restartWith(memory);
    Sent after =
        run.pass(Seconds.ONE).stream()
            .filter(one -> one.to().equals(before.to()))
            .findFirst()
            .get();
    assertThat(asked.stampOf(after.bytes(), run.relayKey()))
        .isGreaterThan(asked.stampOf(before.bytes(), run.relayKey()));
  }

  private TestSite siteAt(Address at) {
    return at.equals(run.atA)
        ? run.a
        : at.equals(run.atB) ? run.b : at.equals(run.atC) ? run.c : run.d;
  }

  @Test
  void addressesOfBothFamiliesAndOfEachSocketAreRemembered() {
    Address v6 = new Address(io.filigree.protocol.net.IpAddress.parse("2001:db8::7"), 65_535, 3);
    run.attach(run.b, v6);
    Pair pair = run.meet(run.a, run.atA, run.c, run.atC);
    assertThat(pair).isNotNull();
    restartWith(run.core.remember(run.now));
    assertThat(run.receive(Crafted.initiation(1, run.b), run.atA))
        .singleElement()
        .satisfies(one -> assertThat(one.to()).isEqualTo(v6));
  }

  @Test
  void damagedMemoryIsRefusedAndTheRelayRunsOn() {
    run.meet(run.a, run.atA, run.b, run.atB);
    byte[] memory = run.core.remember(run.now);
    for (int length = 0; length < memory.length; length += 3) {
      byte[] cut = Arrays.copyOf(memory, length);
      assertThatThrownBy(() -> restartWith(cut)).isInstanceOf(MalformedException.class);
    }
    byte[] other = memory.clone();
    other[0] ^= 1;
    assertThatThrownBy(() -> restartWith(other)).isInstanceOf(MalformedException.class);
    run.attach(run.a, run.atA);
  }

  @Test
  void onlyWhatARestartShouldFindCountsAsAChange() {
    run.core.changed();
    run.route(Crafted.initiation(1, run.b), run.atA);
    run.route(Crafted.data(5), run.atA);
    assertThat(run.core.changed()).isFalse();
    run.route(Crafted.response(2, 1, run.a), run.atB);
    assertThat(run.core.changed()).isTrue();
    assertThat(run.core.changed()).isFalse();
    run.attach(run.a, run.elsewhere);
    assertThat(run.core.changed()).isTrue();
  }
}
