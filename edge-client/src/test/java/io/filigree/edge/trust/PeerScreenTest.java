package io.filigree.edge.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerScreenTest {

  private static final int SITES = 12;

  private final Random random = new Random(11);
  private final TestMesh mesh = new TestMesh();
  private final PeerScreen screen =
      new PeerScreen(mesh.rootOf(mesh.site(1, "ours")), Ed25519Verifier.jdk());
  private final Set<Refusal.Reason> seen = new HashSet<>();

  /** Keys and ranges are few, so that sites often claim the same and as often let go of it. */
  @Test
  void judgingWhatChangedComesToTheSameAsJudgingEverything() {
    Holdings held = holdings(everybody());
    PeerList list = screen.screen(Optional.empty(), held, HostFacts.unknown());
    for (int step = 2; step < 300; step++) {
      MeshAnswer answer = somethingChanges(step);
      held = holdings(answer, held.copy().apply(answer));
      PeerList all = screen.restore(LastGood.of(list.peers()), held, HostFacts.unknown());
      list = screen.screen(Optional.of(list), held, HostFacts.unknown());
      assertThat(list).as("after change " + step).isEqualTo(all);
      list.refusals().forEach(refusal -> seen.add(refusal.reason()));
    }
    assertThat(seen)
        .contains(
            Refusal.Reason.KEY_TAKEN, Refusal.Reason.RANGE_OVERLAPS, Refusal.Reason.RANGE_OURS);
  }

  private MeshAnswer everybody() {
    TestMesh.Draft draft = mesh.change();
    for (int i = 1; i <= SITES; i++) {
      draft.put(mesh.site(i, "site-" + i), 1);
    }
    return draft.sign();
  }

  private MeshAnswer somethingChanges(int step) {
    TestMesh.Draft draft = mesh.change();
    List<Integer> sites = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      sites.add(2 + random.nextInt(SITES - 1));
    }
    for (int number : new HashSet<>(sites)) {
      TestSite site = mesh.site(number, "site-" + number);
      switch (random.nextInt(4)) {
        case 0 -> draft.put(site.keyed(oneOfAFewKeys()), step);
        case 1 -> draft.record(site.owning("10." + (41 + random.nextInt(SITES)) + ".0.0/16"));
        case 2 -> draft.put(site, step);
        default -> draft.remove(site);
      }
    }
    return draft.sign();
  }

  private WireGuardPrivateKey oneOfAFewKeys() {
    return WireGuardPrivateKey.ofBytes(TestSite.seed(100 + 2 + random.nextInt(SITES)));
  }

  private static Holdings holdings(MeshAnswer first) {
    return holdings(first, MeshCopy.empty().apply(first));
  }

  private static Holdings holdings(MeshAnswer answer, MeshCopy copy) {
    return new Holdings(answer.cursor(), answer.epoch(), answer.signature(), copy);
  }
}
