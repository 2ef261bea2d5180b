package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import java.util.Optional;

/**
 * The putting of our own facts. They are a level, not an event: whenever the coordinator holds
 * others than we would write, they are put under the next counter.
 *
 * @param taken the facts the coordinator last took from us in this run
 * @param takenAt when that was, in milliseconds
 * @param sending the facts that are on their way
 * @param counter the highest counter known to be used
 * @param notBefore when they may be put (again), in milliseconds
 * @param failures how many puts in a row have failed
 * @param cloned whether another machine was seen to write with our identity key
 */
record OwnFacts(
    Optional<Facts> taken,
    long takenAt,
    Optional<Facts> sending,
    long counter,
    long notBefore,
    int failures,
    boolean cloned) {

  /**
   * Longer than any feed answer is on its way: an older one after this means a restored database.
   */
  private static final long SETTLED = 60_000;

  /** Two machines with one identity must not take turns ten times a second. */
  private static final long CLONE_PAUSE = 300_000;

  private static final long RETRY = 1_000;
  private static final long LONGEST_RETRY = 30_000;

  static OwnFacts none() {
    return new OwnFacts(Optional.empty(), 0, Optional.empty(), 0, Long.MIN_VALUE, 0, false);
  }

  /** Our own facts as the coordinator shows them; empty when it shows none that can be read. */
  static Optional<Facts> read(PeerList list, SiteId own) {
    Optional<SignedFacts> signed = list.holdings().copy().facts(own);
    try {
      return signed.map(facts -> Facts.parse(facts.document()));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** The coordinator's feed shows these facts as ours. */
  OwnFacts fed(Facts facts, Now now) {
    boolean foreign =
        taken.isPresent()
            && sending.isEmpty()
            && facts.counter() > taken.get().counter()
            && !sameContent(facts, taken.get());
    long highest = Math.max(counter, facts.counter());
    return foreign
        ? new OwnFacts(
            Optional.empty(), 0, sending, highest, now.millis() + CLONE_PAUSE, failures, true)
        : new OwnFacts(taken, takenAt, sending, highest, notBefore, failures, cloned);
  }

  /** Whether the coordinator holds what we would write, as far as we can tell. */
  boolean current(Facts wanted, Optional<Facts> fed, Now now) {
    if (fed.isPresent() && sameContent(fed.get(), wanted)) {
      return true;
    }
    boolean lost =
        now.millis() - takenAt > SETTLED
            && taken.isPresent()
            && fed.map(Facts::counter).orElse(0L) < taken.get().counter();
    return !lost && taken.isPresent() && sameContent(taken.get(), wanted);
  }

  /** When to look again: a put may be repeated then, or turn out to have been lost. */
  long nextAt(Now now) {
    if (now.millis() < notBefore) {
      return notBefore;
    }
    long settled = takenAt + SETTLED + 1;
    return taken.isPresent() && now.millis() < settled ? settled : Long.MAX_VALUE;
  }

  boolean mayPut(Now now) {
    return sending.isEmpty() && now.millis() >= notBefore;
  }

  long nextCounter(long minCounter) {
    return Math.max(counter + 1, minCounter);
  }

  OwnFacts put(Facts facts) {
    return new OwnFacts(
        taken, takenAt, Optional.of(facts), facts.counter(), notBefore, failures, cloned);
  }

  OwnFacts answered(PutReply reply, Now now, Chance chance) {
    return switch (reply) {
      case PutReply.Taken() ->
          new OwnFacts(
              sending, now.millis(), Optional.empty(), counter, now.millis() + RETRY, 0, cloned);
      case PutReply.Stale(long held) -> retry(Math.max(counter, held), now.millis() + RETRY);
      case PutReply.Failed(String reason) -> {
        long pause = Math.min(LONGEST_RETRY, RETRY << Math.min(failures, 5));
        yield retry(counter, now.millis() + Math.max(RETRY, chance.jitter(pause)));
      }
    };
  }

  private OwnFacts retry(long highest, long at) {
    return new OwnFacts(taken, takenAt, Optional.empty(), highest, at, failures + 1, cloned);
  }

  static boolean sameContent(Facts one, Facts other) {
    return one.wireGuardKey().equals(other.wireGuardKey())
        && one.nextWireGuardKey().equals(other.nextWireGuardKey())
        && one.listenPort() == other.listenPort()
        && one.reads() == other.reads()
        && one.candidates().equals(other.candidates());
  }
}
