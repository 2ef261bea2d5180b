package io.filigree.edge;

import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Memory;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.coordinator.JoinReply;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.state.SiteFiles;
import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.Refusal;
import io.filigree.edge.trust.RosterCheck;
import io.filigree.edge.trust.RosterVerdict;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.SiteRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;

/**
 * The end of a join: asks for the mesh until a roster that is valid under the token's keys lists
 * this site, and checks what it says of us before anything is believed.
 */
final class FirstRoster {

  private static final long PAUSE = 1_000;
  private static final int PATIENCE = 15;

  private final Terminal terminal;
  private final CoordinatorClient coordinator;

  FirstRoster(Terminal terminal, CoordinatorClient coordinator) {
    this.terminal = terminal;
    this.coordinator = coordinator;
  }

  /** What came of it. */
  sealed interface Outcome {
    record Listed(PeerList list, SiteName name) implements Outcome {}

    record Refused(String reason) implements Outcome {}

    record Unreachable(String reason) implements Outcome {}
  }

  Outcome fetch(SiteFiles files, TrustAnchor trust, JoinReply.Joined joined) throws IOException {
    TrustRoot root =
        new TrustRoot(
            trust.mesh(),
            joined.site(),
            new IdentityKey(files.identityKey().publicKey()),
            files.wireGuardKey().publicKey(),
            trust.rosterKey(),
            trust.minEpoch());
    if (joined.waits()) {
      terminal.say(
          "waiting for an operator to sign the roster that lists this site (Ctrl-C is safe)");
    }
    Outcome outcome = new Outcome.Unreachable("no roster came");
    for (int i = 0; joined.waits() || i < PATIENCE; i++) {
      if (i > 0 && !pause()) {
        return outcome;
      }
      outcome =
          switch (coordinator.feed(Optional.empty(), 0, 0, MeshCopy.empty())) {
            case FeedReply.News news -> judge(root, news.answer(), joined);
            case FeedReply.NothingNew nothing -> new Outcome.Unreachable("no roster lists us yet");
            case FeedReply.Failed(String reason) -> new Outcome.Unreachable(reason);
          };
      if (!(outcome instanceof Outcome.Unreachable)) {
        return outcome;
      }
    }
    return outcome;
  }

  private static Outcome judge(TrustRoot root, MeshAnswer answer, JoinReply.Joined joined) {
    Ed25519Verifier verifier = Ed25519Verifier.jdk();
    return switch (new RosterCheck(root, verifier).judge(Optional.empty(), answer)) {
      case RosterVerdict.Refused(Refusal refusal) ->
          new Outcome.Refused("the roster is refused: " + refusal.text());
      case RosterVerdict.Incomplete() -> new Outcome.Unreachable("the roster is not complete");
      case RosterVerdict.Accepted(Holdings holdings) ->
          listed(
              new PeerScreen(root, verifier)
                  .screen(Optional.empty(), holdings, HostFacts.unknown()),
              joined);
    };
  }

  private static Outcome listed(PeerList list, JoinReply.Joined joined) {
    Optional<SiteRecord> own = list.own();
    if (own.isEmpty()) {
      return new Outcome.Unreachable("no roster lists this site yet");
    }
    boolean asAgreed =
        joined.ranges().isEmpty()
            || new HashSet<>(own.get().ranges()).equals(new HashSet<>(joined.ranges()));
    return asAgreed
        ? new Outcome.Listed(list, own.get().name())
        : new Outcome.Refused("the roster gives this site other ranges than the coordinator said");
  }

  /** What {@code run} will start from. */
  void store(SiteFiles files, PeerList list) throws IOException {
    try (LastKnownGood disk = LastKnownGood.open(files.folder())) {
      disk.replace(Memory.of(list, Optional.empty()));
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
