package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.name.SiteId;
import io.filigree.systemtests.hollow.EdgeApi;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.NatRouter.Kind;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.relay.MeshRelay;
import io.filigree.systemtests.relay.Tunnel;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that joined by a token, and real tunnels of sites that the coordinator knows. */
@OnStage
class MeshRelayIT {

  private static final int KEEPALIVE = 25;
  private static final int OTHER_PORT = 51901;

  private Stage stage;
  private Mesh mesh;
  private MeshRelay relay;
  private final List<Guest> guests = new ArrayList<>();
  private Guest a;
  private Guest b;
  private Guest c;

  /** A site behind NAT with a tunnel made by hand, whose key the coordinator hears of. */
  private record Guest(Tunnel tunnel) {

    static Guest in(Stage stage, Mesh mesh, String name, int number) {
      Lab lab = stage.lab();
      SiteBox box = lab.buildBehind(lab.router(Kind.SYMMETRIC), SitePlan.store(name, number));
      stage.probes().answerIn(box.gateway());
      Tunnel tunnel = Tunnel.up(box, "10.99.0." + number);
      HollowSite voice = new HollowSite(name, tunnel.publicKey());
      JoinToken token = JoinToken.parse(mesh.token(name));
      EdgeApi coordinator = EdgeApi.of(token);
      SiteId id =
          coordinator
              .send(voice.join(token, Map.of("pod", "10." + number + ".0.0/16")))
              .expect(201)
              .json()
              .text("siteId", SiteId::parse);
      coordinator
          .send(voice.announce(token.trust().mesh(), id, 1, "198.51.100.1:51820"))
          .expect(204);
      return new Guest(tunnel);
    }

    void attach(MeshRelay relay, int port) {
      tunnel.remove(relay.publicKey());
      tunnel.peer(relay.publicKey(), relay.address(), relay.endpoint(port), KEEPALIVE);
    }

    void meet(Guest other, MeshRelay relay, int port) {
      tunnel.renew(other.tunnel.publicKey(), other.tunnel.address(), relay.endpoint(port));
    }

    boolean reaches(Guest other) {
      return new Ping(tunnel.site().gateway(), tunnel.address(), other.tunnel.address()).answered();
    }
  }

  @BeforeEach
  void build(Stage shared) {
    stage = shared;
    mesh = stage.mesh("relayed");
    relay = new MeshRelay(stage.lab().build(SitePlan.store("relay", 90)));
    relay.join(mesh.relayToken(), "relay-1").start();
    a = guest("store-a", 51);
    b = guest("store-b", 52);
    c = guest("store-c", 53);
    meetAt(MeshRelay.PORT);
    Meshed.eventually("all are attached", () -> relay.attached() == 3, relay::output);
  }

  private Guest guest(String name, int number) {
    Guest guest = Guest.in(stage, mesh, name, number);
    guests.add(guest);
    return guest;
  }

  private void meetAt(int port) {
    for (Guest one : guests) {
      one.attach(relay, port);
      guests.stream()
          .filter(other -> !other.equals(one))
          .forEach(other -> one.meet(other, relay, port));
    }
  }

  @AfterEach
  void remove() {
    relay.stop();
    guests.forEach(guest -> stage.lab().demolish(guest.tunnel().site()));
    stage.lab().demolish(relay.box());
  }

  /** One story, for a lab with a coordinator is dear. */
  @Test
  void aRelayServesWhomTheFeedNamesAndNeedsNobodyToGoOn() {
    assertThat(a.reaches(b)).as("two behind symmetric NAT").isTrue();
    assertThat(b.reaches(c)).isTrue();
    Meshed.eventually(
        "the coordinator knows what is served",
        () -> mesh.relay("relay-1/status").has("applied"),
        relay::output);

    mesh.remove("store-c");
    Meshed.eventually("a removed site is served no more", () -> relay.members() == 2);
    assertThat(b.reaches(c)).as("a removed site").isFalse();
    assertThat(a.reaches(b)).as("the others").isTrue();

    stage.coordinator().kill();
    try {
      goesOnWithout();
    } finally {
      stage.coordinator().startAgain();
      stage.coordinator().awaitReady();
    }

    relay.stop();
    relay.start("--port", "" + OTHER_PORT, "--endpoint", relay.endpoint(OTHER_PORT));
    Meshed.eventually(
        "where it moved stands in the mesh record",
        () ->
            mesh.relay("relay-1")
                .texts("endpoints", text -> text)
                .equals(List.of(relay.endpoint(OTHER_PORT))),
        relay::output);
    meetAt(OTHER_PORT);
    Meshed.eventually("both are attached again", () -> a.reaches(b), relay::output);

    mesh.removeRelay("relay-1");
    Meshed.eventually("it is removed", () -> relay.standing().equals("removed"), relay::output);
    Meshed.eventually("and serves nobody", () -> relay.members() == 0);
    assertThat(relay.output()).contains(" removed doing=\"serving nobody soon\"");
    assertThat(a.reaches(b)).isFalse();
  }

  private void goesOnWithout() {
    a.meet(b, relay, MeshRelay.PORT);
    assertThat(a.reaches(b)).as("without a coordinator").isTrue();
    relay.kill();
    relay.start();
    Meshed.eventually("it serves again", () -> relay.standing().equals("serving"), relay::output);
    Meshed.eventually("both are attached", () -> relay.attached() == 2, relay::output);
    a.meet(b, relay, MeshRelay.PORT);
    Meshed.eventually("they meet anew", () -> a.reaches(b), relay::output);
    assertThat(relay.output()).contains(" coordinator-unreachable ");
  }
}
