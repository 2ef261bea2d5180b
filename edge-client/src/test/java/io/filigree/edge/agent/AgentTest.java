package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.net.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentTest {

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
  void peersFromTheDiskAreAppliedBeforeAnythingIsAsked() {
    meshed().pass(61_000);
    AgentRun again = new AgentRun(mesh, a);
    again.start(DiskOfTests.replay(run.effects), HostFacts.unknown());

    assertThat(again.peers()).containsExactly("store-b", "store-c");
    List<Class<?>> order = again.effects.stream().<Class<?>>map(Object::getClass).toList();
    assertThat(order.indexOf(Effect.Apply.class)).isLessThan(order.indexOf(Effect.AskFeed.class));
    assertThat(again.last(Effect.AskFeed.class).since()).contains(mesh.full().cursor());
  }

  @Test
  void aDamagedDiskLeavesAloneWhatRunsUntilTheNetworkBringsAPeerList() {
    run.start(new Remembered.Damaged("torn"), HostFacts.unknown());
    run.pass(120_000);
    assertThat(run.all(Effect.Apply.class)).isEmpty();
    assertThat(run.all(Effect.Withdraw.class)).isEmpty();
    assertThat(run.page().standing()).isEqualTo(Standing.DAMAGED);

    run.news(mesh.change().record(a).put(b, 1).sign());
    assertThat(run.peers()).containsExactly("store-b");
  }

  @Test
  void aRosterIsOnTheDiskBeforeItIsApplied() {
    run.start();
    run.diskProblem = Optional.of("no space left on device");
    run.news(mesh.change().record(a).put(b, 1).sign());
    run.pass(30_000);
    assertThat(run.all(Effect.Apply.class)).isEmpty();
    assertThat(run.page().troubles()).anyMatch(line -> line.contains("no space left"));

    run.diskProblem = Optional.empty();
    run.pass(60_000);
    assertThat(run.peers()).containsExactly("store-b");
  }

  @Test
  void aNewRosterIsAppliedOnceAndAsSoonAsItIsSaved() {
    meshed();
    int applied = run.all(Effect.Apply.class).size();
    run.news(mesh.change().put(mesh.site(4, "store-d"), 1).sign());
    assertThat(run.all(Effect.Apply.class)).hasSize(applied + 1);
    assertThat(run.peers()).containsExactly("store-b", "store-c", "store-d");
  }

  @Test
  void anEndpointIsAppliedAtOnceAndSavedWithinAMinute() {
    meshed();
    int saves = run.all(Effect.Save.class).size();
    run.news(mesh.change().facts(b.id(), b.at("198.18.5.5:51871").signed(2)).unsigned());

    assertThat(run.view().peers().getFirst().endpoint())
        .contains(Endpoint.parse("198.18.5.5:51871"));
    assertThat(run.all(Effect.Save.class)).hasSize(saves);
    run.pass(Disk.LAZY);
    assertThat(run.all(Effect.Save.class)).hasSize(saves + 1);
  }

  @Test
  void aMissedChangeIsNoticedByItsDigestAndEverythingIsAskedFor() {
    meshed();
    MeshAnswer unseen = mesh.change().put(c.at("198.18.6.6:51871"), 2).sign();
    run.news(mesh.change().facts(b.id(), b.at("198.18.5.5:51871").signed(2)).unsigned());
    assertThat(unseen.full()).isFalse();
    run.pass(10_000);

    assertThat(run.page().resyncs()).isEqualTo(1);
    assertThat(run.last(Effect.AskFeed.class).since()).isEmpty();
    run.news(mesh.full());
    assertThat(run.state().knowledge().newest().orElseThrow().holdings().cursor())
        .isEqualTo(mesh.full().cursor());
    assertThat(run.last(Effect.AskFeed.class).since()).map(Cursor::digest).isPresent();
  }

  @Test
  void itAsksAtOnceAfterNewsAndNeverFasterThanOnceASecondAfterAnythingElse() {
    meshed();
    assertThat(run.askedAt).hasSize(2);
    for (int i = 0; i < 200; i++) {
      run.reply(
          i % 2 == 0
              ? new FeedReply.NothingNew(0, Optional.empty())
              : new FeedReply.Failed("connection refused"));
      run.pass(45_000);
      run.reply(new FeedReply.NothingNew(0, Optional.empty()));
      run.reply(new FeedReply.Failed("connection refused"));
      run.pass(45_000);
    }
    for (int i = 2; i < run.askedAt.size(); i++) {
      assertThat(run.askedAt.get(i) - run.askedAt.get(i - 1)).isGreaterThanOrEqualTo(1_000);
    }
    assertThat(run.askedAt).hasSizeGreaterThan(400);
  }

  @Test
  void anAnswerThatWasGivenBeforeIsNoReasonToAskAtOnce() {
    meshed();
    int asked = run.askedAt.size();
    for (int i = 0; i < 100; i++) {
      run.news(mesh.full()); // as a cache does that keeps what it must not
      run.pass(10);
    }
    assertThat(run.askedAt.size() - asked).isLessThanOrEqualTo(2);
  }

  @Test
  void aSignatureThatWasSpoiltOnTheWayIsAskedForAgainOnce() {
    meshed();
    MeshAnswer right = mesh.change().facts(b.id(), b.at("198.18.5.5:51871").signed(2)).unsigned();
    run.news(Spoilt.signature(right, b.id()));
    assertThat(run.refusals()).hasSize(1);
    run.pass(10_000);
    assertThat(run.last(Effect.AskFeed.class).since()).isEmpty();
    run.news(Spoilt.signature(mesh.full(), b.id()));
    run.pass(10_000);
    assertThat(run.last(Effect.AskFeed.class).since()).as("it is always so").isPresent();

    run.news(mesh.full());
    assertThat(run.refusals()).isEmpty();
  }

  @Test
  void factsThatAreFiledUnderNobodyDoNotAddUp() {
    meshed();
    run.news(mesh.change().facts(mesh.site(9, "nobody").id(), b.signed(2)).unsigned());
    assertThat(run.page().resyncs()).isEqualTo(1);
    run.pass(10_000);
    assertThat(run.last(Effect.AskFeed.class).since()).isEmpty();
  }

  @Test
  void aChangeThatConcernsOthersIsNoReasonToLookAtTheMachine() {
    meshed().pass(5_000);
    int applied = run.all(Effect.Apply.class).size();
    int saved = run.all(Effect.Save.class).size();
    mesh.announceMassRemoval(); // of whomever: it makes another epoch with the same peers
    run.news(mesh.change().sign());
    assertThat(run.all(Effect.Save.class)).hasSize(saved + 1);
    assertThat(run.all(Effect.Apply.class)).hasSize(applied);
  }

  @Test
  void aCoordinatorThatComesBackWithinMinutesIsAskedAgainWithinTenSeconds() {
    meshed();
    for (int i = 0; i < 30; i++) {
      run.reply(new FeedReply.Failed("connection refused"));
      int asked = run.all(Effect.AskFeed.class).size();
      run.pass(9_000);
      assertThat(run.all(Effect.AskFeed.class)).hasSize(asked + 1);
    }
  }

  @Test
  void theMachineIsLookedAtEveryThirtySeconds() {
    meshed();
    run.handshake(b);
    run.handshake(c);
    run.pass(3_000);
    int applied = run.all(Effect.Apply.class).size();
    run.pass(5 * Applying.RECONCILE);
    assertThat(run.all(Effect.Apply.class)).hasSize(applied + 5);
  }

  @Test
  void aCoreWithNothingToDoSleeps() {
    AgentRun alone = new AgentRun(mesh, a).start();
    alone.pass(600_000);
    assertThat(alone.ticks).isLessThan(10);

    meshed().pass(61_000);
    AgentRun cutOff = new AgentRun(mesh, a);
    cutOff.start(DiskOfTests.replay(run.effects), HostFacts.unknown());
    cutOff.pass(600_000);
    assertThat(cutOff.ticks).isLessThan(50);
  }

  @Test
  void statusReportsAreCoalesced() {
    meshed();
    run.pass(10_000);
    run.give(new Input.StatusAnswered(run.now(), new PutReply.Taken()));
    int puts = run.all(Effect.PutStatus.class).size();
    for (int i = 2; i < 12; i++) {
      run.news(mesh.change().facts(b.id(), b.at("198.18.5.5:" + i).signed(i)).unsigned());
    }
    run.pass(10_000);
    assertThat(run.all(Effect.PutStatus.class)).hasSize(puts + 1);
    assertThat(run.last(Effect.PutStatus.class).report().cursor()).isEqualTo(mesh.full().cursor());
  }

  @Test
  void theSameInputsAlwaysGiveTheSameSteps() {
    AgentRun one = new AgentRun(mesh, a).start();
    AgentRun other = new AgentRun(mesh, a).start();
    MeshAnswer answer = mesh.change().record(a).put(b, 1).sign();
    for (AgentRun each : List.of(one, other)) {
      each.news(answer);
      each.reply(new FeedReply.Failed("no"));
      each.pass(100_000);
    }
    assertThat(one.effects).hasSizeGreaterThan(10).hasSameSizeAs(other.effects);
    for (int i = 0; i < one.effects.size(); i++) {
      if (!(one.effects.get(i)
          instanceof Effect.Save)) { // a copy of a mesh is equal to itself only
        assertThat(one.effects.get(i)).isEqualTo(other.effects.get(i));
      }
    }
  }
}
