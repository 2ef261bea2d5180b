package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.FakeHands;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.net.Cidr;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealingTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final AgentRun run = new AgentRun(mesh, a);
  private final FakeHands hands = new FakeHands();
  private Cidr range = Cidr.parse("0.0.0.0/0");

  @BeforeEach
  void meshed() {
    run.hands = Optional.of(hands);
    run.start();
    run.news(mesh.change().record(a).put(b, 1).sign());
    run.pass(60_000);
    range = hands.applied().getLast().routes().keySet().iterator().next();
    run.effects.clear();
  }

  @Test
  void whatSomebodyChangedIsNamedOnceInLogAndStatus() {
    hands.loseRoute(range);
    run.pass(Applying.RECONCILE);

    assertThat(run.said("healed")).containsExactly("healed what=\"route " + range + "\"");
    assertThat(run.said("applied")).isEmpty();
    assertThat(run.page().healed().total()).isEqualTo(1);
    assertThat(run.page().healed().last())
        .extracting(Heals.Heal::what)
        .containsExactly("route " + range);
  }

  @Test
  void aDisturbanceIsHealedWithinASecondThoughTheMachineWasJustLookedAt() {
    hands.loseRoute(range);
    run.give(new Input.Disturbed(run.now()));
    run.pass(1_000);

    assertThat(run.said("healed")).hasSize(1);
  }

  @Test
  void aStormOfDisturbancesCostsALookEveryTwoSeconds() {
    for (int i = 0; i < 100; i++) {
      run.give(new Input.Disturbed(run.now()));
      run.pass(100);
    }

    assertThat(run.all(Effect.Apply.class)).hasSizeBetween(4, 6);
  }

  @Test
  void whatWeChangeOurselvesDisturbsNobody() {
    assertThat(looksAfterChange(true)).isEqualTo(looksAfterChange(false));
  }

  /** The kernel tells of our own changes too, right after them. */
  private int looksAfterChange(boolean told) {
    AgentRun other = new AgentRun(mesh, a);
    other.hands = Optional.of(new FakeHands());
    other.start();
    other.news(mesh.full());
    for (int i = 0; i < 2 && told; i++) {
      other.give(new Input.Disturbed(other.now()));
      other.pass(400);
    }
    other.pass(10_000 - (told ? 800 : 0));
    return other.all(Effect.Apply.class).size();
  }

  @Test
  void aDisturbanceBeforeThereIsAnythingOfOursIsNone() {
    AgentRun fresh = new AgentRun(mesh, a).start();
    fresh.give(new Input.Disturbed(fresh.now()));
    fresh.pass(60_000);

    assertThat(fresh.ticks).isLessThan(5);
  }

  @Test
  void whatTheMeshChangedIsNoHeal() {
    run.news(mesh.change().put(mesh.site(3, "store-c"), 1).sign());
    run.pass(60_000);

    assertThat(run.said("healed")).isEmpty();
    assertThat(run.said("applied")).isNotEmpty();
  }

  @Test
  void changesThatFollowEachOtherCloselyAreNoHeals() {
    TestSite c = mesh.site(3, "store-c");
    TestSite d = mesh.site(4, "store-d");
    run.news(mesh.change().put(c, 1).sign());
    run.news(mesh.change().put(d, 1).sign());
    run.news(mesh.change().remove(c).sign());
    run.pass(60_000);

    assertThat(run.said("healed")).isEmpty();
  }

  @Test
  void aHealBesideAChangeIsToldFromIt() {
    hands.loseRoute(range);
    run.news(mesh.change().put(mesh.site(3, "store-c"), 1).sign());

    assertThat(run.said("healed")).containsExactly("healed what=\"route " + range + "\"");
  }

  @Test
  void aLostInterfaceIsOneHealAndNotOnePerPeer() {
    hands.loseInterface();
    run.pass(Applying.RECONCILE);

    assertThat(run.said("healed")).containsExactly("healed what=\"interface filigree0\"");
    assertThat(hands.applied().getLast().peers()).containsOnlyKeys(b.key());
  }

  @Test
  void aFirstApplyHealsNothing() {
    AgentRun again = new AgentRun(mesh, a);
    again.hands = Optional.of(new FakeHands());
    again.start();
    again.news(mesh.full());
    again.pass(60_000);

    assertThat(again.said("healed")).isEmpty();
  }

  @Test
  void peersAreNamedAsPeopleKnowThem() {
    hands.losePeer(b.key());
    run.pass(Applying.RECONCILE);

    assertThat(run.said("healed")).containsExactly("healed what=\"peer store-b\"");
  }

  @Test
  void whatCannotBeDoneIsTriedAgainSoonAndThenAtTheUsualPace() {
    hands.refuseRoutes(true);
    hands.loseRoute(range);
    run.pass(Applying.RECONCILE + 2 * Applying.RETRY);
    assertThat(run.said("not-applied")).hasSize(1);
    int looks = run.all(Effect.Apply.class).size();
    run.pass(10 * Applying.RECONCILE);
    assertThat(run.all(Effect.Apply.class).size() - looks).isBetween(9, 11);

    hands.refuseRoutes(false);
    run.pass(Applying.RECONCILE);
    assertThat(run.said("healed")).hasSize(1);
  }

  @Test
  void onlyTheLastHealsAreKeptAndAllAreCounted() {
    for (int i = 0; i < Heals.KEPT + 5; i++) {
      hands.loseRoute(range);
      run.pass(Applying.RECONCILE);
    }

    assertThat(run.page().healed().total()).isEqualTo(Heals.KEPT + 5);
    assertThat(run.page().healed().last()).hasSize(Heals.KEPT);
  }

  @Test
  void droppedPacketsAreShownAlwaysAndToldWhenTheyBegin() {
    hands.dropped("not an exported range", 3);
    hands.dropped("no service of this machine", 0);
    for (int i = 4; i < 100; i++) {
      run.pass(Applying.RECONCILE);
      hands.dropped("not an exported range", i);
    }
    run.pass(Applying.RECONCILE);

    assertThat(run.said("dropping"))
        .containsExactly("dropping what=\"not an exported range\" packets=3");
    assertThat(run.page().dropped())
        .isEqualTo(List.of(new StatusPage.Dropped("not an exported range", 99)));

    run.pass(2 * Drops.QUIET);
    hands.dropped("not an exported range", 200);
    run.pass(Applying.RECONCILE);
    assertThat(run.said("dropping")).hasSize(2);
  }

  @Test
  void whatWasDroppedBeforeTheStartIsShownAndNoNews() {
    AgentRun again = new AgentRun(mesh, a);
    again.hands = Optional.of(hands);
    hands.dropped("not an exported range", 7);
    again.start();
    again.news(mesh.full());
    again.pass(60_000);

    assertThat(again.said("dropping")).isEmpty();
    assertThat(again.page().dropped()).hasSize(1);
  }
}
