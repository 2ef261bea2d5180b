package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.net.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a site brings back from its own disk: where peers were met, what time it is, who it is. */
class RememberingTest {

  private static final Endpoint LEARNED = Endpoint.parse("203.0.113.7:40000");

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final AgentRun run = new AgentRun(mesh, a);

  private AgentRun meshed() {
    run.start();
    run.news(mesh.change().put(a, 1).put(b, 1).sign());
    return run;
  }

  /** Starts anew with what the last run left on its disk. */
  private AgentRun again(TestSite own) {
    AgentRun next = new AgentRun(mesh, own);
    next.start(DiskOfTests.replay(run.effects), noted(), HostFacts.unknown());
    return next;
  }

  private Seen noted() {
    List<Effect.Note> notes = run.all(Effect.Note.class);
    return notes.isEmpty() ? Seen.nothing() : notes.getLast().whole();
  }

  private Optional<Endpoint> endpointOfB(AgentRun of) {
    return of.view().peers().getFirst().endpoint();
  }

  @Test
  void aPeerIsFirstSoughtWhereItWasLastMet() {
    meshed().handshake(b.at(LEARNED.toString()));
    run.pass(120_000);

    assertThat(endpointOfB(again(a))).contains(LEARNED);
  }

  @Test
  void aPeerThatHasSinceAnnouncedSomethingElseIsSoughtThereFirst() {
    meshed().handshake(b.at(LEARNED.toString()));
    run.pass(120_000);
    AgentRun next = again(a);
    next.news(mesh.change().facts(b.id(), b.at("198.18.5.5:51871").signed(2)).unsigned());

    assertThat(endpointOfB(next)).contains(Endpoint.parse("198.18.5.5:51871"));
  }

  @Test
  void aPeerWhoseNameCannotBeResolvedYetIsSoughtWhereItWasLastMet() {
    TestSite named = b.at("store-b.example.net:51871");
    run.start();
    run.news(mesh.change().put(a, 1).put(named, 1).sign());
    run.handshake(b.at(LEARNED.toString()));
    run.pass(120_000);

    assertThat(endpointOfB(again(a))).contains(LEARNED);
  }

  @Test
  void anEndpointThatIsWhatThePeerAnnouncesIsNotWrittenDown() {
    meshed().handshake(b);
    run.pass(600_000);

    assertThat(noted().met()).isEmpty();
  }

  @Test
  void aPeerMetThroughTheMeshItselfIsNotSoughtThereAfterAReboot() {
    run.start();
    run.news(mesh.change().put(a, 1).put(b, 1).put(mesh.site(3, "store-c"), 1).sign());
    run.handshake(b.at("10.43.0.9:40000"));
    run.pass(120_000);

    assertThat(noted().met()).isEmpty();
  }

  @Test
  void aPeerThatLeftTheMeshIsForgotten() {
    meshed().handshake(b.at(LEARNED.toString()));
    run.pass(120_000);
    assertThat(noted().met()).containsOnlyKeys(b.key());

    run.news(mesh.change().remove(b).sign());
    run.pass(120_000);
    assertThat(noted().met()).isEmpty();
    assertThat(run.last(Effect.Note.class).changes().met())
        .containsEntry(b.key(), Optional.empty());
  }

  @Test
  void theDiskIsWrittenAtMostOnceAMinuteHoweverPeersRoam() {
    meshed();
    for (int i = 0; i < 60; i++) {
      run.handshake(b.at("203.0.113.7:" + (40_000 + i)));
      run.pass(30_000);
    }

    assertThat(run.all(Effect.Note.class)).hasSizeBetween(15, 30);
    assertThat(run.last(Effect.Note.class).changes().met()).containsOnlyKeys(b.key());
  }

  @Test
  void aRightTimeOfDayIsWrittenOnceAnHourAndAWrongOneNever() {
    meshed();
    int before = run.all(Effect.Note.class).size();
    for (int i = 0; i < 24 * 60; i++) {
      run.handshake(b);
      run.reply(new FeedReply.NothingNew(0, Optional.of(run.now().wall())));
      run.pass(60_000);
    }
    assertThat(run.all(Effect.Note.class).size() - before).isBetween(20, 25);
    Instant right = noted().wall().orElseThrow();

    for (int i = 0; i < 120; i++) {
      Instant wrong = run.now().wall().plus(Duration.ofHours(9));
      run.reply(new FeedReply.NothingNew(0, Optional.of(wrong)));
      run.pass(60_000);
    }
    assertThat(noted().wall()).contains(right);
  }

  @Test
  void aClockThatIsBehindIsSetBeforeAnythingIsApplied() {
    meshed().pass(61_000);
    AgentRun next = new AgentRun(mesh, a);
    Instant known = next.now().wall().plus(Duration.ofDays(400));
    Seen seen = new Seen(Map.of(), Set.of(), Optional.of(known));
    next.start(DiskOfTests.replay(run.effects), seen, HostFacts.unknown());

    List<Class<?>> order = next.effects.stream().<Class<?>>map(Object::getClass).toList();
    assertThat(next.last(Effect.SetClock.class).to()).isEqualTo(known);
    assertThat(order.indexOf(Effect.SetClock.class)).isLessThan(order.indexOf(Effect.Apply.class));
  }

  @Test
  void aClockThatIsRightOrAheadIsLeftAlone() {
    Seen seen = new Seen(Map.of(), Set.of(), Optional.of(run.now().wall().minusSeconds(1)));
    run.start(new Remembered.Nothing(), seen, HostFacts.unknown());

    assertThat(run.all(Effect.SetClock.class)).isEmpty();
    assertThat(run.page().troubles()).isEmpty();
  }

  @Test
  void aClockThatMayNotOrCannotBeSetIsShownUntilItIsRight() {
    Seen seen = new Seen(Map.of(), Set.of(), Optional.of(run.now().wall().plusSeconds(100)));
    run.start(new Remembered.Nothing(), seen, HostFacts.unknown());
    run.give(new Input.ClockSet(run.now(), Optional.of("operation not permitted")));
    assertThat(run.page().troubles()).anyMatch(line -> line.contains("operation not permitted"));

    run.reply(new FeedReply.NothingNew(0, Optional.of(run.now().wall())));
    assertThat(run.page().troubles()).isEmpty();

    AgentRun handsOff = new AgentRun(AgentRun.withoutClock(mesh, a));
    handsOff.start(new Remembered.Nothing(), seen, HostFacts.unknown());
    assertThat(handsOff.all(Effect.SetClock.class)).isEmpty();
    assertThat(handsOff.page().troubles()).anyMatch(line -> line.contains("clock"));
  }

  @Test
  void theKeyFileOfAnotherBoxPullsNothingDown() {
    meshed().pass(61_000);
    for (TestSite other : List.of(a.identifiedBy(77), a.keyed(b.wireGuard()))) {
      AgentRun next = again(other);
      next.pass(120_000);

      assertThat(next.all(Effect.Apply.class)).isEmpty();
      assertThat(next.all(Effect.Withdraw.class)).isEmpty();
      assertThat(next.page().standing()).isEqualTo(Standing.DAMAGED);
      assertThat(next.said("peer-list-damaged")).singleElement().asString().contains(".key is not");
    }
  }

  @Test
  void aFullDiskIsToldAndWhatNeedsNoDiskGoesOn() {
    meshed().pass(61_000);
    run.diskProblem = Optional.of("no space left on device");
    run.handshake(b.at(LEARNED.toString()));
    for (int i = 2; i < 200; i++) {
      run.news(mesh.change().facts(b.id(), b.at("198.18.5.5:" + i).signed(i)).unsigned());
      run.pass(60_000);
    }
    assertThat(run.page().troubles())
        .containsOnlyOnce("cannot write to the disk: no space left on device");
    assertThat(run.state().feed().disk().waiting()).as("held in memory").hasSizeLessThan(100);
    assertThat(endpointOfB(run)).contains(Endpoint.parse("198.18.5.5:199"));

    run.diskProblem = Optional.empty();
    run.pass(120_000);
    assertThat(run.page().troubles()).isEmpty();
    assertThat(run.last(Effect.Save.class).anew()).isTrue();
    assertThat(noted().met()).containsOnlyKeys(b.key());
  }
}
