package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the log and the page say of what the core decides. */
class TellingTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final TestSite c = mesh.site(3, "store-c");
  private final AgentRun run = new AgentRun(mesh, a);

  private void meshed() {
    run.start();
    run.news(mesh.change().record(a).put(b, 1).put(c, 1).sign());
  }

  private List<String> said(String event) {
    return run.all(Effect.Say.class).stream()
        .map(Effect.Say::line)
        .filter(line -> line.event().equals(event))
        .map(LogLine::text)
        .toList();
  }

  private FeedReply nothing() {
    return new FeedReply.NothingNew(0, Optional.of(run.now().wall()));
  }

  @Test
  void aCoordinatorThatGoesAndComesIsTwoLinesHoweverOftenItIsAsked() {
    meshed();
    assertThat(said("coordinator-reachable")).hasSize(1);
    assertThat(run.page().reachable()).isTrue();
    for (int i = 0; i < 50; i++) {
      run.pass(35_000);
      run.reply(new FeedReply.Failed("connection refused"));
    }
    assertThat(run.page().reachable()).isFalse();
    run.pass(35_000);
    run.reply(nothing());
    run.pass(35_000);
    run.reply(nothing());
    assertThat(said("coordinator-unreachable"))
        .containsExactly("coordinator-unreachable reason=\"connection refused\"");
    assertThat(said("coordinator-reachable")).hasSize(2);
  }

  @Test
  void aPeersPathAndEndpointAreToldWhenTheyChange() {
    meshed();
    run.handshake(b);
    run.pass(31_000);
    run.handshake(b.at("203.0.113.9:1234"));
    run.pass(31_000);
    assertThat(said("endpoint-moved"))
        .containsExactly("endpoint-moved peer=store-b from=198.18.0.2:51871 to=203.0.113.9:1234");
    run.pass(400_000);
    assertThat(said("path"))
        .containsExactly(
            "path peer=store-b from=idle to=direct", "path peer=store-b from=direct to=down");
  }

  @Test
  void aRepeatedTroubleIsSaidOnce() {
    run.start();
    run.diskProblem = Optional.of("no space left on device");
    run.news(mesh.change().record(a).put(b, 1).sign());
    run.pass(120_000);
    assertThat(said("not-saved")).hasSize(1);
    run.diskProblem = Optional.empty();
    run.pass(70_000);
    assertThat(said("saved-again")).hasSize(1);

    for (int i = 0; i < 20; i++) {
      run.give(new Input.FactsAnswered(run.now(), new PutReply.Failed("503 try later")));
      run.pass(31_000);
    }
    assertThat(said("facts-not-taken")).hasSize(1);
  }

  @Test
  void anAnswerThatNeverAddsUpIsSaidOnceAndCounted() {
    meshed();
    assertThat(mesh.change().put(c.at("198.18.6.6:51871"), 2).sign().full()).isFalse();
    MeshAnswer torn = mesh.change().facts(b.id(), b.at("198.18.5.5:51871").signed(2)).unsigned();
    for (int i = 0; i < 20; i++) {
      run.news(torn);
      run.pass(31_000);
    }
    assertThat(said("incomplete")).hasSize(1);
    assertThat(run.page().resyncs()).isEqualTo(20);
  }

  @Test
  void aRefusalIsToldWhenItBeginsAndWhenItIsOver() {
    meshed();
    TestSite d = mesh.site(4, "store-d").owning("10.42.0.0/24");
    run.news(mesh.change().put(d, 1).sign());
    run.news(mesh.change().record(d.owning("10.99.0.0/24")).sign());
    assertThat(said("refused")).hasSize(1);
    assertThat(said("refusal-over")).hasSize(1);
    assertThat(run.page().refusals()).isEmpty();
  }

  @Test
  void aRefusalHasACodeForMachines() {
    meshed();
    run.news(mesh.change().put(mesh.site(4, "store-d").owning("10.42.0.0/24"), 1).sign());
    assertThat(run.page().refusals())
        .extracting(StatusPage.Refused::site, StatusPage.Refused::code)
        .containsExactly(tuple("store-d", "range-overlaps"));
  }

  @Test
  void whatIsOfferedIsShownBesideWhatIsApplied() {
    meshed();
    String applied = run.page().cursor();
    assertThat(run.page().offered()).map(Stand::cursor).map(Object::toString).contains(applied);

    MeshAnswer forged = mesh.change().put(mesh.site(4, "store-d"), 1).unsigned();
    run.news(forged);
    assertThat(run.page().cursor()).isEqualTo(applied);
    assertThat(run.page().offered()).contains(new Stand(forged.cursor(), forged.epoch()));

    run.pass(35_000);
    run.reply(nothing());
    assertThat(run.page().offered()).map(Stand::cursor).map(Object::toString).contains(applied);
  }

  @Test
  void latencyAndLossAreShownOfAPeerThatIsAsked() {
    meshed();
    run.handshake(b);
    run.pass(31_000);
    run.give(
        new Input.Probed(run.now(), List.of(new Echo(b.key(), Optional.of(Duration.ofMillis(7))))));
    Quality quality = run.page().peers().getFirst().quality().orElseThrow();
    assertThat(quality)
        .isEqualTo(
            new Quality(
                1, 0, Optional.of(Duration.ofMillis(7)), Optional.of(Duration.ofMillis(7))));
    assertThat(run.page().peers().getLast().quality()).isEmpty();
  }

  @Test
  void metricsThatCannotBeReadAreATroubleUntilTheyCan() {
    meshed();
    for (int i = 0; i < 5; i++) {
      run.give(new Input.MetricsServed(run.now(), Optional.of("127.0.0.1:9586: in use")));
    }
    assertThat(run.page().troubles())
        .containsExactly("metrics cannot be read: 127.0.0.1:9586: in use");
    run.give(new Input.MetricsServed(run.now(), Optional.empty()));
    assertThat(run.page().troubles()).isEmpty();
    assertThat(said("metrics-unavailable")).hasSize(1);
    assertThat(said("metrics-available")).hasSize(1);
  }

  @Test
  void aNameThatDoesNotResolveAndThenDoesIsTold() {
    run.start();
    run.news(mesh.change().record(a).put(b.at("b.example:51871"), 1).sign());
    run.resolved("b.example", Optional.empty());
    run.resolved("b.example", Optional.empty());
    run.resolved("b.example", Optional.of(IpAddress.parse("203.0.113.7")));
    run.resolved("b.example", Optional.of(IpAddress.parse("203.0.113.7")));
    assertThat(said("unresolvable")).containsExactly("unresolvable host=b.example");
    assertThat(said("resolved")).containsExactly("resolved host=b.example address=203.0.113.7");
  }

  @Test
  void aRemovedSiteSaysThatItWithdrewOnce() {
    meshed();
    run.news(mesh.change().remove(a).sign());
    run.pass(120_000);
    assertThat(said("withdrawn")).hasSize(1);
  }
}
