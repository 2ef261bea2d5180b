package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.doctor.Finding.Severity;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.protocol.net.Endpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerChecksTest {
  private static final String TUNNEL = "100.100.0.1";
  private static final String POD = "10.41.0.1";

  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void peerThatNeverAnsweredIsNamedOnceItWasTried() {
    silent(Optional.empty(), Optional.of(Clinic.B.endpoint()), 25);
    assertThat(clinic.found()).as("it is new").isEmpty();

    clinic.path = io.filigree.edge.agent.Path.DOWN;
    assertThat(clinic.only().id()).isEqualTo("peer-never-answered");
    assertThat(clinic.only().severity()).as("nobody answers: it is us").isEqualTo(Severity.BROKEN);
    assertThat(clinic.only().what()).contains("store-b");
  }

  @Test
  void peerThatNobodyCanFindIsAMatterOfItsOwn() {
    silent(Optional.empty(), Optional.empty(), 25);

    assertThat(clinic.found()).containsExactly("peer-without-endpoint");
  }

  @Test
  void peerThatFellSilentIsFoundWhetherKeptAwakeOrNot() {
    Instant old = Clinic.NOW.minusSeconds(600);
    silent(Optional.of(old), Optional.of(Clinic.B.endpoint()), 25);
    assertThat(clinic.found()).containsExactly("handshake-stale");

    silent(Optional.of(old), Optional.of(Clinic.B.endpoint()), 0);
    assertThat(clinic.found()).as("nothing more was sent").isEmpty();
    clinic.peers.compute(
        Clinic.B.key(),
        (key, peer) ->
            new ActualPeer(
                peer.allowedIps(),
                peer.endpoint(),
                peer.latestHandshake(),
                peer.received(),
                peer.sent() + 148,
                0,
                false));
    assertThat(clinic.found()).containsExactly("handshake-stale");
  }

  @Test
  void nameThatDoesNotResolveExplainsTheSilence() {
    clinic.peer = Clinic.B.at("nobody.invalid:51871");
    clinic.path = io.filigree.edge.agent.Path.DOWN;
    silent(Optional.empty(), Optional.empty(), 25);
    clinic.unresolved.add("nobody.invalid");

    assertThat(clinic.only().id()).isEqualTo("endpoint-unresolved");
    assertThat(clinic.only().fix()).isEqualTo("getent ahosts nobody.invalid");
  }

  @Test
  void sourceThatArrivesAsItWasSentIsHealthy() {
    clinic.echo(TUNNEL, TUNNEL).echo(POD, POD);

    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void sourceThatIsSeenAsAnotherIsFound() {
    clinic.echo(TUNNEL, TUNNEL).echo(POD, TUNNEL);

    assertThat(clinic.only().id()).isEqualTo("source-rewritten");
    assertThat(clinic.only().what()).isEqualTo("store-b sees 100.100.0.1 where 10.41.0.1 was sent");
  }

  @Test
  void silenceInsideATunnelIsTold() {
    clinic.echo(TUNNEL, TUNNEL).echo(POD, "");
    assertThat(clinic.found()).containsExactly("pod-source-lost");

    clinic.echoes.clear();
    clinic.echo(TUNNEL, "").echo(POD, "");
    assertThat(clinic.only().id()).isEqualTo("peer-mute");
    assertThat(clinic.only().severity()).isEqualTo(Severity.WARNING);
  }

  private void silent(Optional<Instant> handshake, Optional<String> endpoint, int keepalive) {
    clinic.peers.put(
        Clinic.B.key(),
        new ActualPeer(
            clinic.answering(Clinic.NOW).allowedIps(),
            endpoint.map(Endpoint::parse),
            handshake,
            1000,
            1000,
            keepalive,
            false));
  }
}
