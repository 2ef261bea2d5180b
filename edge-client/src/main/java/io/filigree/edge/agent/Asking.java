package io.filigree.edge.agent;

/**
 * When to ask the coordinator next (design section 5): at once after news, never faster than once a
 * second after anything else, and more and more slowly, with jitter, while it fails.
 *
 * @param inFlight whether a question is out
 * @param askedAt when the last one went out, in milliseconds
 * @param notBefore when the next one may go out, in milliseconds
 * @param failures how many in a row brought nothing we could use
 * @param failingSince when the first of them came back, in milliseconds
 * @param full whether to ask for everything, because what came did not add up
 */
public record Asking(
    boolean inFlight, long askedAt, long notBefore, int failures, long failingSince, boolean full) {

  static final long SLOWEST_PACE_WITHOUT_NEWS = 1_000;

  /** A coordinator that is being restarted is found again within ten seconds. */
  private static final long CAP_AT_FIRST = 6_000;

  /** One that is gone for five minutes is asked less often: ten thousand sites do the same. */
  private static final long PATIENCE = 300_000;

  private static final long CAP_LATER = 30_000;

  static Asking atOnce() {
    return new Asking(false, 0, Long.MIN_VALUE, 0, 0, false);
  }

  Asking forEverything() {
    return new Asking(inFlight, askedAt, notBefore, failures, failingSince, true);
  }

  boolean due(Now now) {
    return !inFlight && now.millis() >= notBefore;
  }

  Asking asked(Now now) {
    return new Asking(true, now.millis(), notBefore, failures, failingSince, full);
  }

  Asking news() {
    return new Asking(false, askedAt, askedAt, 0, 0, false);
  }

  /**
   * News that we had already: something on the way repeats itself, and asking at once would too.
   */
  Asking sameAgain() {
    return new Asking(false, askedAt, askedAt + SLOWEST_PACE_WITHOUT_NEWS, 0, 0, false);
  }

  Asking nothingNew() {
    return new Asking(false, askedAt, askedAt + SLOWEST_PACE_WITHOUT_NEWS, 0, 0, full);
  }

  /** What came does not add up with what we hold: ask for everything, at the pace of an error. */
  Asking incomplete(Now now, Chance chance) {
    Asking failed = failed(now, chance);
    return new Asking(false, askedAt, failed.notBefore, failed.failures, failed.failingSince, true);
  }

  Asking failed(Now now, Chance chance) {
    long since = failures == 0 ? now.millis() : failingSince;
    long cap = now.millis() - since > PATIENCE ? CAP_LATER : CAP_AT_FIRST;
    long pause = Math.min(cap, SLOWEST_PACE_WITHOUT_NEWS << Math.min(failures, 5));
    long next = now.millis() + Math.max(SLOWEST_PACE_WITHOUT_NEWS, chance.jitter(pause));
    return new Asking(false, askedAt, next, failures + 1, since, full);
  }
}
