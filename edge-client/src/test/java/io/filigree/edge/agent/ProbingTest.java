package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbingTest {

  private static final IpAddress SOMEWHERE = IpAddress.parse("100.100.0.9");

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final TestSite c = mesh.site(3, "store-c");
  private final AgentRun run = new AgentRun(mesh, a);

  private void meshed() {
    run.start();
    run.news(mesh.change().record(a).put(b, 1).put(c, 1).sign());
  }

  private void silence(TestSite peer, int keepalive) {
    run.tunnel.put(
        peer.key(),
        new ActualPeer(
            Set.of(), Optional.empty(), Optional.of(run.now().wall()), 1, 1, keepalive, false));
  }

  private List<String> asked() {
    List<String> asked = new ArrayList<>();
    for (Effect.Probe probe : run.all(Effect.Probe.class)) {
      probe.targets().forEach(target -> asked.add(target.address().toString()));
    }
    return asked;
  }

  private void answer(Duration after) {
    List<Echo> echoes = new ArrayList<>();
    for (Target target : run.last(Effect.Probe.class).targets()) {
      echoes.add(new Echo(target.peer(), Optional.of(after)));
    }
    run.give(new Input.Probed(run.now(), echoes));
  }

  @Test
  void aWarmPeerIsAskedInsideTheTunnelAsSoonAsItsSessionIsSeen() {
    meshed();
    run.pass(40_000);
    assertThat(asked()).isEmpty();
    run.handshake(b);
    run.pass(31_000);
    assertThat(asked()).containsExactly("100.100.0.2");
  }

  @Test
  void anIdlePeerIsNeverAsked() {
    meshed();
    silence(b, 0);
    run.pass(120_000);
    assertThat(asked()).isEmpty();
  }

  @Test
  void aPeerWhoseSessionIsOverIsNotAskedAnyMoreAndForgotten() {
    meshed();
    run.handshake(b);
    run.pass(35_000);
    answer(Duration.ofMillis(3));
    assertThat(run.state().probing().quality(b.key())).isPresent();
    for (int i = 0; i < 10; i++) {
      run.pass(30_000);
      answer(Duration.ofMillis(3));
    }
    int before = asked().size();
    run.pass(300_000);
    assertThat(asked()).hasSize(before);
    assertThat(run.state().probing().quality(b.key())).isEmpty();
  }

  @Test
  void nobodyIsAskedWhileTheLastQuestionIsOut() {
    meshed();
    run.handshake(b);
    run.pass(35_000);
    run.handshake(b);
    run.pass(90_000);
    assertThat(run.all(Effect.Probe.class)).hasSize(1);
  }

  @Test
  void eachPeerIsAskedOncePerHalfMinuteAndTheyAreSpread() {
    for (int peers : new int[] {1, 3, 32, 100}) {
      Round round = new Round(peers);
      round.run(10 * Probing.ROUND);
      // All are new in the first half minute, so it holds one question more.
      assertThat(round.questions.values()).as("%s peers", peers).allMatch(n -> n >= 9 && n <= 12);
      assertThat(round.mostAtOnce).isLessThanOrEqualTo(Probing.MOST_AT_ONCE);
      assertThat(round.mostLater).isEqualTo(Math.ceilDiv(peers, 10));
    }
  }

  @Test
  void moreWarmPeersMeanLongerRoundsAndNotMoreWork() {
    Round hundred = new Round(100);
    hundred.run(10 * Probing.ROUND);
    Round thousand = new Round(1_000);
    thousand.run(10 * Probing.ROUND);
    assertThat(thousand.asked).isLessThanOrEqualTo(2 * hundred.asked);
    assertThat(thousand.mostAtOnce).isLessThanOrEqualTo(Probing.MOST_AT_ONCE);
  }

  @Test
  void aRelayThatAnswersIsAskedSeldomWhileNothingGoesThroughIt() {
    Probing relay =
        Probing.none().warm(Map.of(b.key(), Probing.Listener.ofRelay(SOMEWHERE))).calm(true);
    Optional<Duration> answer = Optional.of(Duration.ofMillis(9));
    List<Long> pauses = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < 8; i++) {
      relay = i == 6 ? relay.calm(false) : relay;
      long at = Math.max(before, relay.nextAt());
      pauses.add(at - before);
      before = at;
      Now now = new Now(at, Instant.EPOCH);
      assertThat(relay.due(now)).hasSize(1);
      boolean lost = i == 4;
      relay =
          relay
              .asked(relay.due(now), now)
              .answered(List.of(new Echo(b.key(), lost ? Optional.empty() : answer)));
    }
    assertThat(pauses)
        .as("at first, when it did not answer, and when it is used: twice a minute")
        .containsExactly(
            0L,
            Probing.ROUND,
            Probing.ROUND,
            Probing.SELDOM,
            Probing.SELDOM,
            Probing.ROUND,
            Probing.ROUND,
            Probing.ROUND);
  }

  @Test
  void qualityIsOfTheLastTwentyQuestions() {
    Echoes echoes = Echoes.none();
    for (int i = 0; i < 30; i++) {
      echoes = echoes.and(Optional.of(Duration.ofMillis(900)));
    }
    for (int i = 1; i <= 15; i++) {
      echoes = echoes.and(Optional.of(Duration.ofMillis(i)));
    }
    for (int i = 0; i < 5; i++) {
      echoes = echoes.and(Optional.empty());
    }
    assertThat(echoes.quality())
        .isEqualTo(
            new Quality(
                20, 5, Optional.of(Duration.ofMillis(15)), Optional.of(Duration.ofMillis(8))));
  }

  @Test
  void silenceOfAStaticPeerMeansNothingUntilItHasAnsweredOnce() {
    Probing.Listener router = Probing.Listener.unasked(SOMEWHERE, true);
    WireGuardPublicKey key = b.key();
    Probing.Listener silent = router.answered(new Echo(key, Optional.empty()));
    assertThat(silent.quality()).isEmpty();
    Probing.Listener answering = silent.answered(new Echo(key, Optional.of(Duration.ofMillis(1))));
    assertThat(answering.quality()).map(Quality::lost).contains(1);
  }

  /** So many warm peers, in virtual time: each answers at once. */
  private static final class Round {

    final Map<WireGuardPublicKey, Integer> questions = new HashMap<>();
    int asked;
    int mostAtOnce;
    int mostLater;
    private Probing probing = Probing.none();

    Round(int peers) {
      Map<WireGuardPublicKey, Probing.Listener> warm = new HashMap<>();
      for (int i = 0; i < peers; i++) {
        warm.put(
            WireGuardPrivateKey.generate().publicKey(), Probing.Listener.unasked(SOMEWHERE, false));
      }
      probing = probing.warm(warm);
    }

    void run(long duration) {
      for (long millis = 0; millis < duration; millis += 10) {
        Now now = new Now(millis, Instant.EPOCH);
        List<Target> targets = probing.due(now);
        if (!targets.isEmpty()) {
          ask(targets, now);
        }
      }
    }

    private void ask(List<Target> targets, Now now) {
      Set<WireGuardPublicKey> keys = new HashSet<>();
      targets.forEach(target -> keys.add(target.peer()));
      assertThat(keys).hasSameSizeAs(targets);
      keys.forEach(key -> questions.merge(key, 1, Integer::sum));
      asked += targets.size();
      mostAtOnce = Math.max(mostAtOnce, targets.size());
      mostLater = now.millis() > Probing.ROUND ? Math.max(mostLater, targets.size()) : 0;
      probing = probing.asked(targets, now).answered(List.of());
    }
  }
}
