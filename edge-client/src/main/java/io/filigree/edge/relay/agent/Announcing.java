package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.Chance;
import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.PutReply;
import io.filigree.protocol.record.Relay;
import java.util.Optional;

/**
 * The putting of this relay's key and endpoints, where the mesh record says something else. What
 * was taken once is not said again in this run: in operator mode the record changes when somebody
 * signs it, and where an operator changes it later, that stands.
 *
 * @param taken what was last taken in this run, under counter 0
 * @param sending what is on its way, under counter 0
 * @param counter the highest counter known to be used
 * @param notBefore when the next put may be, in milliseconds
 * @param failures how many puts in a row have failed
 */
record Announcing(
    Optional<RelayNews> taken,
    Optional<RelayNews> sending,
    long counter,
    long notBefore,
    int failures) {

  private static final long RETRY = 1_000;

  /** Most refusals, such as of an endpoint that will not do, need a person to mend. */
  private static final long LONGEST_RETRY = 60_000;

  static Announcing nothing() {
    return new Announcing(Optional.empty(), Optional.empty(), 0, Long.MIN_VALUE, 0);
  }

  /** Whether this is to be said, as far as time and the record go. */
  boolean wants(RelayNews news, Relay record) {
    boolean said =
        record.wireGuardKey().equals(news.wireGuardKey())
            && record.endpoints().equals(news.endpoints());
    return !said && sending.isEmpty() && !taken.equals(Optional.of(news));
  }

  boolean due(Now now) {
    return now.millis() >= notBefore;
  }

  Announcing put(RelayNews news) {
    return new Announcing(taken, Optional.of(news), counter + 1, notBefore, failures);
  }

  Announcing answered(PutReply reply, Now now, Chance chance) {
    return switch (reply) {
      case PutReply.Taken() ->
          new Announcing(sending, Optional.empty(), counter, now.millis() + RETRY, 0);
      case PutReply.Stale(long held) -> retry(Math.max(held, counter), now.millis() + RETRY);
      case PutReply.Failed(String reason) -> {
        long pause = Math.min(LONGEST_RETRY, RETRY << Math.min(failures, 6));
        yield retry(counter, now.millis() + Math.max(RETRY, chance.jitter(pause)));
      }
    };
  }

  private Announcing retry(long used, long at) {
    return new Announcing(taken, Optional.empty(), used, at, failures + 1);
  }
}
