package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The questions of one mesh that wait for news: at most one per site, so their number is bounded by
 * the mesh and not by who opens connections. Taking a poll out is the right to answer it; that is
 * how each is answered once.
 */
final class ParkedPolls {

  /**
   * A waiting question.
   *
   * @param poll the question
   * @param standsAt the cursor that was current when it was parked: where its edge stands
   * @param deadline when to answer that there is nothing, by {@link FeedThreads#nanoTime}
   */
  record Parked(Poll poll, Cursor standsAt, long deadline) {}

  private final Map<SiteId, Parked> polls = new ConcurrentHashMap<>();

  /**
   * Parks a question; returns the one of the same site that it displaced, to be answered by the
   * caller.
   */
  Optional<Parked> park(Parked parked) {
    return Optional.ofNullable(polls.put(parked.poll().site(), parked));
  }

  /** Takes a question out; false if somebody else did. */
  boolean take(Parked parked) {
    return polls.remove(parked.poll().site(), parked);
  }

  /** The waiting question of a site. */
  Optional<Parked> of(SiteId site) {
    return Optional.ofNullable(polls.get(site));
  }

  /** All that wait now; those that come meanwhile may be missing. */
  List<Parked> all() {
    return List.copyOf(polls.values());
  }

  /** Those that have waited long enough. */
  List<Parked> dueAt(long nanoTime) {
    return polls.values().stream().filter(parked -> parked.deadline() - nanoTime <= 0).toList();
  }

  int size() {
    return polls.size();
  }
}
