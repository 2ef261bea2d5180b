package io.filigree.edge.agent;

import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the relays where they see us. */
final class Looking {

  private Looking() {}

  static void settle(Turn turn) {
    List<RelayQuestion> questions = turn.outlook.due(turn.now) ? questions(turn) : List.of();
    if (!questions.isEmpty()) {
      turn.effect(new Effect.AskRelays(questions));
      turn.outlook = turn.outlook.asked(turn.now);
    }
  }

  private static List<RelayQuestion> questions(Turn turn) {
    List<RelayQuestion> questions = new ArrayList<>();
    for (Relay relay : Relays.of(turn)) {
      Optional<Endpoint> outside = Relays.endpoint(turn, relay);
      if (outside.isPresent() && !Relays.silent(turn, relay)) {
        questions.add(new RelayQuestion(relay.wireGuardKey(), relay.address(), outside.get()));
      }
    }
    return questions;
  }

  static void answered(Turn turn, List<SeenBy> answers) {
    Nat before = turn.outlook.nat();
    turn.outlook = turn.outlook.answered(answers);
    Nat now = turn.outlook.nat();
    if (!now.equals(before)) {
      turn.say("seen-by-relays", "nat", now.type().text(), "at", LogLine.list(now.seen()));
      turn.applying = turn.applying.outdated(turn.now);
    }
  }

  /** What could not be asked now is asked once a relay answers. */
  static long nextAt(Turn turn) {
    return Relays.any(turn) ? turn.outlook.nextAt() : Long.MAX_VALUE;
  }
}
