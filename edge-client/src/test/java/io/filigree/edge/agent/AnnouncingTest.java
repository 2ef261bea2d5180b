package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.Facts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncingTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final TestSite c = mesh.site(3, "store-c");
  private AgentRun run = new AgentRun(mesh, a);

  private AgentRun meshed() {
    run.start();
    run.news(mesh.change().record(a).put(b, 1).put(c, 1).sign());
    return run;
  }

  @Test
  void factsArePutFromTheLeastCounterOnAndAgainOnlyWhenTheyChange() {
    run.start();
    run.news(mesh.change().record(a.requiring(40)).put(b, 1).sign());
    assertThat(put().counter()).isEqualTo(40);
    assertThat(put().candidates().getFirst().kind()).isEqualTo(CandidateKind.DECLARED);

    run.give(new Input.FactsAnswered(run.now(), new PutReply.Taken()));
    run.pass(50_000);
    assertThat(run.all(Effect.PutFacts.class)).hasSize(1);
  }

  @Test
  void aRestoredDiskCatchesUpWithTheCounterThatIsStored() {
    meshed();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Stale(77)));
    run.pass(2_000);
    assertThat(put().counter()).isEqualTo(78);
  }

  @Test
  void aRestoredDatabaseGetsItsFactsAgain() {
    meshed();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Taken()));
    run.pass(120_000);
    assertThat(run.all(Effect.PutFacts.class)).hasSize(2);
    assertThat(put().counter()).isEqualTo(2);
  }

  @Test
  void anotherMachineWithOurIdentityIsNamedAndNotFought() {
    meshed();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Taken()));
    TestSite clone = a.keyed(c.wireGuard()).at("198.18.9.9:51871");
    run.news(mesh.change().facts(a.id(), clone.signed(2)).unsigned());
    run.pass(60_000);

    assertThat(run.refusals()).contains("this site: another machine writes with our identity key");
    assertThat(run.all(Effect.PutFacts.class)).hasSize(1);
  }

  @Test
  void ourOwnFactsAreNoCloneWhenOnlyTheAnswerToThePutWasLost() {
    hiddenAndSeenAt("198.18.0.1");
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Taken()));
    run.pass(1_000);
    seenAt(4, "198.18.0.2");
    Facts second = put();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Failed("timed out")));
    run.news(mesh.change().facts(a.id(), TestSite.signed(second, a.identity())).unsigned());

    assertThat(run.refusals()).isEmpty();
    run.pass(30_000);
    assertThat(put()).isEqualTo(second);
  }

  @Test
  void whatWasTakenSaysNothingOnceSomethingElseWasTried() {
    hiddenAndSeenAt("198.18.0.1");
    Facts first = put();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Taken()));
    run.pass(1_000);
    seenAt(4, "198.18.0.2");
    Facts second = put();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Failed("timed out")));
    seenAt(5, "198.18.0.1");
    run.news(mesh.change().facts(a.id(), TestSite.signed(second, a.identity())).unsigned());
    run.pass(30_000);

    assertThat(put().candidates()).isEqualTo(first.candidates());
    assertThat(put().counter()).isGreaterThan(second.counter());
  }

  @Test
  void aRestoredDatabaseIsNotLeftWithAnOlderCounterThanPeersHaveSeen() {
    meshed();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Taken()));
    run.news(mesh.change().facts(a.id(), a.signed(1)).unsigned());
    run.news(mesh.change().facts(a.id(), a.signed(7)).unsigned());
    run.news(mesh.change().facts(a.id(), a.signed(1)).unsigned());
    run.pass(120_000);
    assertThat(put().counter()).isEqualTo(8);
  }

  @Test
  void theFirstPutOfARunLeavesRoomForWhatTheLastOnePut() {
    run.start();
    run.news(
        mesh.change().record(a).put(b, 1).facts(a.id(), a.at("198.18.7.7:1").signed(3)).sign());
    assertThat(put().counter()).isGreaterThan(4);
  }

  private void hiddenAndSeenAt(String address) {
    run = new AgentRun(AgentRun.settings(mesh, a, List.of()));
    meshed();
    run.give(new Input.FactsAnswered(run.now(), new PutReply.Taken()));
    run.pass(1_000);
    seenAt(3, address);
  }

  private void seenAt(long number, String address) {
    run.reply(new FeedReply.NothingNew(number, Optional.empty()));
    run.give(
        new Input.InboxAnswered(
            run.now(), Optional.of(Observed.at(number, List.of(IpAddress.parse(address))))));
  }

  @Test
  void factsThatNameAnEndpointWaitForNothing() {
    meshed().pass(61_000);
    AgentRun again = new AgentRun(mesh, a);
    again.start(DiskOfTests.replay(run.effects), HostFacts.unknown());
    assertThat(again.all(Effect.PutFacts.class)).hasSize(1);
    assertThat(again.last(Effect.AskFeed.class).waitSeconds()).isZero();
  }

  @Test
  void whereWeAreSeenFromBecomesACandidate() {
    AgentRun hidden = new AgentRun(AgentRun.settings(mesh, a, List.of()));
    hidden.start();
    MeshAnswer first = mesh.change().record(a).put(b, 1).sign();
    hidden.reply(new FeedReply.News(first, 3, Optional.empty()));
    assertThat(hidden.all(Effect.PutFacts.class)).isEmpty();

    List<IpAddress> seen =
        List.of(IpAddress.parse("198.18.0.1"), IpAddress.parse("10.42.0.9")); // the last is b's pod
    hidden.give(new Input.InboxAnswered(hidden.now(), Optional.of(Observed.at(3, seen))));
    Facts facts = Facts.parse(hidden.last(Effect.PutFacts.class).facts());
    assertThat(facts.candidates())
        .extracting(candidate -> candidate.kind() + " " + candidate.endpoint())
        .containsExactly("observed 198.18.0.1:51871");
  }

  @Test
  void thePortThatAPublicPeerSeesIsAnnouncedInPlaceOfOurOwn() {
    AgentRun hidden = new AgentRun(AgentRun.settings(mesh, a, List.of()));
    hidden.start();
    MeshAnswer first = mesh.change().record(a).put(b, 1).sign();
    hidden.reply(new FeedReply.News(first, 3, Optional.empty()));
    Observed.Place place = new Observed.Place(IpAddress.parse("198.18.0.1"), Optional.of(4_711));
    hidden.give(
        new Input.InboxAnswered(hidden.now(), Optional.of(new Observed(3, List.of(place)))));
    assertThat(Facts.parse(hidden.last(Effect.PutFacts.class).facts()).candidates())
        .extracting(candidate -> candidate.kind() + " " + candidate.endpoint())
        .containsExactly("observed 198.18.0.1:4711");
  }

  private Facts put() {
    return Facts.parse(run.last(Effect.PutFacts.class).facts());
  }
}
