package io.filigree.controlplane.feed;

import io.filigree.controlplane.feed.ParkedPolls.Parked;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rounds of one mesh's feed, never two at once: catch up, wake those that wait, rest. A
 * change that comes meanwhile starts the next round after the rest.
 */
final class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /**
   * Edges written to in one task: small enough to share the work, large enough to be worth a task.
   */
  private static final int SLICE = 50;

  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

  private final FeedThreads threads;
  private final Runnable catchUp;
  private final Supplier<List<Parked>> answerable;
  private final Consumer<Parked> answer;
  private final Pace pace = new Pace();
  private boolean running;
  private long asked;
  private long caughtUp;

  Rounds(
      FeedThreads threads,
      Runnable catchUp,
      Supplier<List<Parked>> answerable,
      Consumer<Parked> answer) {
    this.threads = threads;
    this.catchUp = catchUp;
    this.answerable = answerable;
    this.answer = answer;
  }

  /** Asks for a round; returns at once. */
  void ask() {
    synchronized (this) {
      asked++;
      if (running) {
        return;
      }
      running = true;
    }
    threads.run(this::round);
  }

  /** Whether a change is known that no round has caught up with yet. */
  synchronized boolean isChangeDue() {
    return asked != caughtUp;
  }

  private void round() {
    long upTo = askedSoFar();
    try {
      catchUp.run();
    } catch (RuntimeException failure) {
      LOG.warn("the feed cannot be read and is tried again: {}", failure.toString());
      threads.runAfter(AFTER_A_FAILURE, this::rested);
      return;
    }
    caughtUpTo(upTo);
    wakeAll(answerable.get());
  }

  private synchronized long askedSoFar() {
    return asked;
  }

  private synchronized void caughtUpTo(long upTo) {
    caughtUp = upTo;
  }

  private void wakeAll(List<Parked> woken) {
    AtomicInteger slicesLeft = new AtomicInteger((woken.size() + SLICE - 1) / SLICE);
    if (woken.isEmpty()) {
      rest(0);
    }
    for (int from = 0; from < woken.size(); from += SLICE) {
      List<Parked> slice = woken.subList(from, Math.min(woken.size(), from + SLICE));
      threads.write(() -> {
        slice.forEach(this::answerOne);
        if (slicesLeft.decrementAndGet() == 0) {
          rest(woken.size());
        }
      });
    }
  }

  private void answerOne(Parked waiting) {
    try {
      answer.accept(waiting);
    } catch (RuntimeException failure) {
      LOG.warn("an edge could not be answered: {}", failure.toString());
    }
  }

  private void rest(int woken) {
    Duration rest;
    synchronized (this) {
      rest = pace.restAfter(woken);
    }
    threads.runAfter(rest, this::rested);
  }

  private void rested() {
    synchronized (this) {
      if (asked == caughtUp) {
        pace.quiet();
        running = false;
        return;
      }
      pace.changesKeepComing();
    }
    round();
  }
}
