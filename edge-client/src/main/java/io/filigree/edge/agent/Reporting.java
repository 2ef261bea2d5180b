package io.filigree.edge.agent;

import java.util.Optional;

/**
 * The putting of status reports, coalesced: the larger the mesh, the more a report may wait, so
 * that one change does not make ten thousand sites write at once.
 *
 * @param taken the content last taken, under counter 0
 * @param sending the content that is on its way, under counter 0
 * @param counter the highest counter used
 * @param dueAt when the changed content is to be put; {@code Long.MAX_VALUE} while nothing changed
 * @param notBefore when the next put may be, in milliseconds
 * @param failing whether the last one was not taken
 */
public record Reporting(
    Optional<StatusReport> taken,
    Optional<StatusReport> sending,
    long counter,
    long dueAt,
    long notBefore,
    boolean failing) {

  private static final long RETRY = 10_000;

  /** Latency and loss change by themselves: alone they are worth a write every five minutes. */
  private static final long MEASURED = 300_000;

  public static Reporting none() {
    return new Reporting(
        Optional.empty(), Optional.empty(), 0, Long.MAX_VALUE, Long.MIN_VALUE, false);
  }

  /** How far reports are spread, for a mesh of so many sites: 10,000 make a hundred a second. */
  private static long window(int sites) {
    return Math.clamp(sites * 10L, 2_000, 120_000);
  }

  public Reporting wanting(StatusReport content, int sites, Now now, Chance chance) {
    boolean changed = !content.equals(taken.orElse(null));
    if (!changed) {
      return new Reporting(taken, sending, counter, Long.MAX_VALUE, notBefore, failing);
    }
    long window = window(sites);
    boolean leisurely =
        taken.filter(told -> told.unmeasured().equals(content.unmeasured())).isPresent();
    boolean hurry = !leisurely && dueAt > Math.max(now.millis(), notBefore) + window;
    if (dueAt != Long.MAX_VALUE && !hurry) {
      return this;
    }
    long spread = chance.jitter(window) - window / 2;
    long due = Math.max(now.millis() + spread, notBefore) + (leisurely ? MEASURED : 0);
    return new Reporting(taken, sending, counter, due, notBefore, failing);
  }

  public boolean due(Now now) {
    return sending.isEmpty() && now.millis() >= dueAt;
  }

  public long nextAt() {
    return sending.isEmpty() ? dueAt : Long.MAX_VALUE;
  }

  public Reporting put(StatusReport content, int sites, Now now) {
    return new Reporting(
        taken,
        Optional.of(content),
        counter + 1,
        Long.MAX_VALUE,
        now.millis() + window(sites),
        failing);
  }

  public Reporting answered(PutReply reply, Now now, Chance chance) {
    return switch (reply) {
      case PutReply.Taken() ->
          new Reporting(sending, Optional.empty(), counter, Long.MAX_VALUE, notBefore, false);
      case PutReply.Stale(long held) ->
          new Reporting(
              taken,
              Optional.empty(),
              Math.max(counter, held),
              Long.MAX_VALUE,
              now.millis(),
              failing);
      case PutReply.Failed(String reason) ->
          new Reporting(
              taken,
              Optional.empty(),
              counter,
              Long.MAX_VALUE,
              now.millis() + chance.jitter(RETRY),
              true);
    };
  }
}
