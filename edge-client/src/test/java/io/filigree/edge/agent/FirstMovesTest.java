package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.FirstMove;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.MeshAnswer;
import org.junit.jupiter.api.Test;

class FirstMovesTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final TestSite c = mesh.site(3, "store-c");
  private final AgentRun run = new AgentRun(mesh, a);

  private AgentRun meshed() {
    run.start();
    run.news(mesh.change().record(a).put(b, 1).put(c, 1).sign());
    return run;
  }

  @Test
  void theSmallerKeyStartsAndTriesAgainSoonTheLargerWaits() {
    boolean aFirst = a.key().compareTo(b.key()) < 0;
    TestSite smaller = aFirst ? a : b;
    TestSite larger = aFirst ? b : a;
    MeshAnswer roster = mesh.change().put(a, 1).put(b, 1).sign();

    AgentRun first = new AgentRun(mesh, smaller).start();
    first.news(roster);
    assertThat(move(first)).isEqualTo(FirstMove.START);
    first.pass(FirstMoves.FIRST_RETRY + 10);
    assertThat(move(first)).isEqualTo(FirstMove.RESTART);

    AgentRun second = new AgentRun(mesh, larger).start();
    second.news(roster);
    assertThat(move(second)).isEqualTo(FirstMove.WAIT);
    second.pass(FirstMoves.POLITE_WAIT - 100);
    assertThat(move(second)).isEqualTo(FirstMove.WAIT);
    second.pass(200);
    assertThat(move(second)).isEqualTo(FirstMove.START);
  }

  @Test
  void theLargerLooksSoonWhetherTheSmallerHasComeAndThenEverMoreSeldom() {
    boolean aFirst = a.key().compareTo(b.key()) < 0;
    AgentRun larger = new AgentRun(mesh, aFirst ? b : a).start();
    larger.news(mesh.change().put(a, 1).put(b, 1).sign());
    larger.pass(FirstMoves.POLITE_WAIT + 1_500);
    int looks = larger.all(Effect.Apply.class).size();
    larger.pass(5_000);
    assertThat(larger.all(Effect.Apply.class)).hasSizeGreaterThan(looks);
    assertThat(move(larger)).as("it is left to WireGuard").isEqualTo(FirstMove.START);
  }

  @Test
  void whoHasAnsweredIsNeverReadded() {
    meshed();
    run.handshake(b);
    run.handshake(c);
    run.pass(3_000);
    int applied = run.all(Effect.Apply.class).size();
    run.pass(200_000);
    assertThat(run.all(Effect.Apply.class).subList(applied, run.all(Effect.Apply.class).size()))
        .allSatisfy(apply ->
            assertThat(apply.view().peers()).allMatch(peer -> peer.firstMove() == FirstMove.START));
  }

  private static FirstMove move(AgentRun run) {
    return run.view().peers().getFirst().firstMove();
  }
}
