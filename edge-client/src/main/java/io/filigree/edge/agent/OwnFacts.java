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
 * @param sending the facts that are on their way
 * @param tried the facts that were last on their way in this run, whatever became of them
 * @param counter the highest counter known to be used
 * @param countedAt when that became known, in milliseconds
 * @param notBefore when they may be put (again), in milliseconds
 * @param failures how many puts in a row have failed
 * @param cloned whether another machine was seen to write with our identity key
 */
record OwnFacts(
    Optional<Facts> taken,
    Optional<Facts> sending,
    Optional<Facts> tried,
    long counter,
    long countedAt,
    long notBefore,
    int failures,
    boolean cloned) {

  /**
   * Longer than any feed answer is on its way: an older one after this means a restored database.
   */
  private static final long SETTLED = 60_000;

  /** Two machines with one identity must not take turns ten times a second. */
  private static final long CLONE_PAUSE = 300_000;

  /** More puts than a run can lose sight of: it learns of each from the feed. */
  private static final long ROOM = 16;

  private static final long RETRY = 1_000;
  private static final long LONGEST_RETRY = 30_000;

  static OwnFacts none() {
    return new OwnFacts(
        Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, Long.MIN_VALUE, 0, false);
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
    OwnFacts known = counted(facts.counter(), now);
    boolean foreign =
        taken.isPresent()
            && sending.isEmpty()
            && facts.counter() > taken.get().counter()
            && !sameContent(facts, taken.get())
            && !mayBeOurs(facts);
    return foreign ? known.cloned(now) : known;
  }

  /** The answer to a put may be lost, and what was put be stored all the same. */
  private boolean mayBeOurs(Facts facts) {
    return tried
        .filter(ours ->
            facts.counter() < ours.counter()
                || (facts.counter() == ours.counter() && sameContent(facts, ours)))
        .isPresent();
  }

  private OwnFacts cloned(Now now) {
    return new OwnFacts(
        Optional.empty(),
        sending,
        tried,
        counter,
        countedAt,
        now.millis() + CLONE_PAUSE,
        failures,
        true);
  }

  private OwnFacts counted(long used, Now now) {
    return used <= counter
        ? this
        : new OwnFacts(taken, sending, tried, used, now.millis(), notBefore, failures, cloned);
  }

  /**
   * Whether the coordinator holds what we would write, as far as we can tell. Under a lower counter
   * than was used, the right content is not enough: peers that saw the higher one refuse it. And
   * what was taken says nothing any more once something else was tried.
   */
  boolean current(Facts wanted, Optional<Facts> fed, Now now) {
    boolean lost =
        fed.map(Facts::counter).orElse(0L) < counter && now.millis() - countedAt > SETTLED;
    return !lost && (holds(fed, wanted) || (taken.equals(tried) && holds(taken, wanted)));
  }

  private static boolean holds(Optional<Facts> known, Facts wanted) {
    return known.filter(facts -> sameContent(facts, wanted)).isPresent();
  }

  /** When to look again: a put may be repeated then, or turn out to have been lost. */
  long nextAt(Now now) {
    if (now.millis() < notBefore) {
      return notBefore;
    }
    long settled = countedAt + SETTLED + 1;
    return counter > 0 && now.millis() < settled ? settled : Long.MAX_VALUE;
  }

  boolean mayPut(Now now) {
    return sending.isEmpty() && now.millis() >= notBefore;
  }

  /**
   * The first put of a run leaves room: what the last run put may have been stored and seen by
   * peers without our knowing, and a restored database no longer says so.
   */
  long nextCounter(long minCounter) {
    boolean firstOfThisRun = tried.isEmpty() && counter > 0;
    return Math.max(counter + (firstOfThisRun ? ROOM : 1), minCounter);
  }

  OwnFacts put(Facts facts, Now now) {
    Optional<Facts> out = Optional.of(facts);
    return new OwnFacts(
        taken, out, out, facts.counter(), now.millis(), notBefore, failures, cloned);
  }

  OwnFacts answered(PutReply reply, Now now, Chance chance) {
    return switch (reply) {
      case PutReply.Taken() ->
          new OwnFacts(
              sending,
              Optional.empty(),
              tried,
              counter,
              now.millis(),
              now.millis() + RETRY,
              0,
              cloned);
      case PutReply.Stale(long held) -> counted(held, now).retry(now.millis() + RETRY);
      case PutReply.Failed(String reason) -> {
        long pause = Math.min(LONGEST_RETRY, RETRY << Math.min(failures, 5));
        yield retry(now.millis() + Math.max(RETRY, chance.jitter(pause)));
      }
    };
  }

  private OwnFacts retry(long at) {
    return new OwnFacts(
        taken, Optional.empty(), tried, counter, countedAt, at, failures + 1, cloned);
  }

  static boolean sameContent(Facts one, Facts other) {
    return one.wireGuardKey().equals(other.wireGuardKey())
        && one.nextWireGuardKey().equals(other.nextWireGuardKey())
        && one.listenPort() == other.listenPort()
        && one.reads() == other.reads()
        && one.candidates().equals(other.candidates());
  }
}
