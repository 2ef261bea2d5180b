package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.net.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A public site tells the coordinator where NAT puts the tunnels of the others. */
class SightingsTest {

  private final TestMesh mesh = new TestMesh();
  private final TestSite a = mesh.site(1, "store-a");
  private final TestSite b = mesh.site(2, "store-b");
  private final TestSite hidden = mesh.site(3, "store-c");

  private List<StatusReport.Sighting> seenBy(List<Endpoint> declared) {
    AgentRun run = new AgentRun(AgentRun.settings(mesh, a, declared));
    run.start();
    run.news(
        mesh.change()
            .put(a, 1)
            .put(b, 1)
            .record(hidden)
            .facts(hidden.id(), hidden.hidden(1))
            .sign());
    run.handshake(b);
    run.handshake(hidden.at("203.0.113.9:1234"));
    run.pass(31_000);
    run.give(new Input.StatusAnswered(run.now(), new PutReply.Taken()));
    run.pass(10_000);
    return run.last(Effect.PutStatus.class).report().seen();
  }

  @Test
  void whereAPeerWithoutAnEndpointOfItsOwnIsSeenIsReported() {
    assertThat(seenBy(List.of(Endpoint.parse(a.endpoint()))))
        .containsExactly(
            new StatusReport.Sighting(hidden.id().toString(), Endpoint.parse("203.0.113.9:1234")));
  }

  @Test
  void aSiteThatIsItselfBehindNatSeesOnlyAHoleOfItsOwn() {
    assertThat(seenBy(List.of())).isEmpty();
  }

  @Test
  void whereThereAreRelaysTheyTell() {
    mesh.relays(TestMesh.relay(1));
    assertThat(seenBy(List.of(Endpoint.parse(a.endpoint())))).isEmpty();
  }
}
