package io.filigree.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.WireGuardPublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a site does whose machine came up anew, with peers that may hold sessions with it still. */
class NudgingTest {

  private static final int MANY = 115;

  private final RelayedRun before = RelayedRun.behindNat(TestMesh.relay(1));
  private final AgentRun next =
      new AgentRun(AgentRun.settings(before.mesh, before.ours, List.of()));

  @Test
  void aPeerWithASessionBeforeTheRebootIsNudgedAtOnceAndLeftAloneASecondLater() {
    talkAndReboot();

    assertThat(keepalives(next, before.open)).containsExactly(25);
    next.pass(Nudging.NUDGE - 1);
    assertThat(keepalives(next, before.open)).containsExactly(25);
    next.pass(1);
    assertThat(keepalives(next, before.open)).containsExactly(25, 0);
    next.pass(120_000);
    assertThat(puts(next)).as("where it is reached was never touched").hasSize(2);
    assertThat(puts(next)).allMatch(put -> put.endpoint().isEmpty());
    assertThat(next.said("nudging")).hasSize(1);
  }

  @Test
  void whereOnlyTheClientWasRestartedNobodyIsNudged() {
    before.run.handshake(before.open);
    before.run.pass(120_000);
    next.tunnel.putAll(before.run.tunnel);
    reboot();

    assertThat(puts(next)).isEmpty();
    assertThat(next.said("nudging")).isEmpty();
  }

  @Test
  void aPeerThatWasOnlySpokenToIsWrittenDownOnceHoweverLongTheSessionIs() {
    for (int i = 0; i < 60; i++) {
      before.traffic(before.open, RelayedRun.at(before.first), 1_000, 1_000);
      before.run.pass(60_000);
    }
    assertThat(before.run.all(Effect.Note.class)).hasSize(1);
    assertThat(before.run.last(Effect.Note.class).whole().talked())
        .containsExactly(before.open.key());
  }

  @Test
  void manyAreNudgedInBatches() {
    TestMesh mesh = new TestMesh();
    mesh.relays(TestMesh.relay(1));
    TestSite ours = mesh.site(1, "store-1");
    TestMesh.Draft change = mesh.change().record(ours);
    Set<WireGuardPublicKey> talked = new HashSet<>();
    for (int i = 2; i < 2 + MANY; i++) {
      TestSite site = mesh.site(i, "store-" + i);
      change.put(site, 1);
      talked.add(site.key());
    }
    AgentRun run = new AgentRun(AgentRun.settings(mesh, ours, List.of()));
    Seen seen = new Seen(Map.of(), talked, Optional.empty());
    run.start(new Remembered.Nothing(), seen, HostFacts.unknown());
    run.news(change.sign());
    assertThat(nudged(run)).isEqualTo(Nudging.AT_ONCE);
    run.pass(Nudging.PACE - 1);
    assertThat(nudged(run)).isEqualTo(Nudging.AT_ONCE);
    run.pass(1);
    assertThat(nudged(run)).isEqualTo(MANY);
    run.pass(10_000);
    assertThat(puts(run)).hasSize(2 * MANY);
  }

  private void talkAndReboot() {
    before.run.handshake(before.open);
    before.run.pass(120_000);
    reboot();
  }

  private void reboot() {
    Seen seen = before.run.last(Effect.Note.class).whole();
    next.start(DiskOfTests.replay(before.run.effects), seen, HostFacts.unknown());
  }

  private static long nudged(AgentRun run) {
    return puts(run).stream().filter(put -> put.keepalive().equals(OptionalInt.of(25))).count();
  }

  private static List<Integer> keepalives(AgentRun run, TestSite peer) {
    return puts(run).stream()
        .filter(put -> put.key().equals(peer.key()))
        .map(put -> put.keepalive().orElseThrow())
        .toList();
  }

  private static List<PutPeer> puts(AgentRun run) {
    List<PutPeer> puts = new ArrayList<>();
    for (Effect.Amend amend : run.all(Effect.Amend.class)) {
      for (Operation operation : amend.operations()) {
        puts.add((PutPeer) operation);
      }
    }
    return puts;
  }
}
