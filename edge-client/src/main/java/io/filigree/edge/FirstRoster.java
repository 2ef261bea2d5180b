package io.filigree.edge;

import io.filigree.edge.agent.FeedReply;
import io.filigree.edge.agent.Memory;
import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.Refusal;
import io.filigree.edge.trust.RosterCheck;
import io.filigree.edge.trust.RosterVerdict;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.key.Ed25519Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The end of a join: asks for the mesh until a roster that is valid under the token's keys lists
 * this box, and checks what it says of us before anything is believed.
 */
final class FirstRoster {

  private static final long PAUSE = 1_000;
  private static final int PATIENCE = 15;

  private final Terminal terminal;
  private final CoordinatorClient coordinator;
  private final RosterCheck check;

  FirstRoster(Terminal terminal, CoordinatorClient coordinator, TrustRoot root) {
    this.terminal = terminal;
    this.coordinator = coordinator;
    this.check = new RosterCheck(root, Ed25519Verifier.jdk());
  }

  /** What came of it. */
  sealed interface Outcome {
    record Listed(PeerList list) implements Outcome {}

    record Refused(String reason) implements Outcome {}

    record Unreachable(String reason) implements Outcome {}
  }

  /**
   * @param waits whether an operator has yet to sign
   * @param listed says of a valid roster whether it lists us, as was agreed
   */
  Outcome fetch(boolean waits, Function<Holdings, Outcome> listed) {
    if (waits) {
      terminal.say(
          "waiting for an operator to sign the roster that lists this box (Ctrl-C is safe)");
    }
    Outcome outcome = new Outcome.Unreachable("no roster came");
    for (int i = 0; waits || i < PATIENCE; i++) {
      if (i > 0 && !pause()) {
        return outcome;
      }
      outcome =
          switch (coordinator.feed(Optional.empty(), 0, 0, MeshCopy.empty())) {
            case FeedReply.News news -> judge(news.answer(), listed);
            case FeedReply.NothingNew nothing -> new Outcome.Unreachable("no roster lists us yet");
            case FeedReply.Failed(String reason) -> new Outcome.Unreachable(reason);
          };
      if (!(outcome instanceof Outcome.Unreachable)) {
        return outcome;
      }
    }
    return outcome;
  }

  private Outcome judge(MeshAnswer answer, Function<Holdings, Outcome> listed) {
    return switch (check.judge(Optional.empty(), answer)) {
      case RosterVerdict.Refused(Refusal refusal) ->
          new Outcome.Refused("the roster is refused: " + refusal.text());
      case RosterVerdict.Incomplete() -> new Outcome.Unreachable("the roster is not complete");
      case RosterVerdict.Accepted(Holdings holdings) -> listed.apply(holdings);
    };
  }

  /** What {@code run} will start from. */
  void store(Path folder, PeerList list) throws IOException {
    try (LastKnownGood disk = LastKnownGood.open(folder)) {
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
