package io.filigree.controlplane.feed;

import io.filigree.controlplane.feed.ParkedPolls.Parked;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of one mesh in this process: the state it serves, and the edges that wait for the next
 * one.
 */
final class MeshFeed {

  private static final Logger LOG = LoggerFactory.getLogger(MeshFeed.class);

  private final MeshId mesh;
  private final FeedStore store;
  private final InboxNumbers inboxes;
  private final RosterListener rosters;
  private final FeedThreads threads;
  private final Rounds rounds;
  private final ParkedPolls parked = new ParkedPolls();
  private volatile @Nullable Published published;

  MeshFeed(
      MeshId mesh,
      FeedStore store,
      InboxNumbers inboxes,
      RosterListener rosters,
      FeedThreads threads) {
    this.mesh = mesh;
    this.store = store;
    this.inboxes = inboxes;
    this.rosters = rosters;
    this.threads = threads;
    this.rounds = new Rounds(threads, this::catchUp, this::answerable, this::answer);
  }

  /** Answers a question, or parks it. Unknown meshes are refused before they come here. */
  void ask(Poll poll) {
    Published current = currentFor(poll.since());
    if (!current.isCurrent(poll.since())) {
      newer(poll, current);
    } else if (poll.waitMillis() == 0 || inboxMoved(poll)) {
      nothing(poll, current.state().cursor());
    } else {
      park(poll, current);
    }
  }

  /**
   * An edge that has nothing just joined, and one that stands where this process does not know was
   * served by another: both may be ahead of what is published here, and must not be sent back in
   * time.
   */
  private Published currentFor(Optional<Cursor> since) {
    Published before = published;
    if (before != null && !mayBeAhead(since, before.state())) {
      return before;
    }
    catchUp();
    Published current = published;
    if (current == null) {
      throw new IllegalStateException("no feed for mesh " + mesh);
    }
    if (before != null && before != current) {
      rounds.ask(); // others may wait for what was found by chance
    }
    return current;
  }

  private boolean mayBeAhead(Optional<Cursor> since, FeedState state) {
    return since.map(cursor -> !state.knows(cursor)).orElseGet(rounds::isChangeDue);
  }

  private void park(Poll poll, Published current) {
    Cursor cursor = current.state().cursor();
    long deadline = threads.nanoTime() + poll.waitMillis() * 1_000_000;
    Parked waiting = new Parked(poll, cursor, deadline);
    parked.park(waiting).ifPresent(displaced -> nothing(displaced.poll(), cursor));
    // The state or the inbox may have moved between the look and the parking.
    if (published != current || inboxMoved(poll)) {
      answer(waiting);
    }
  }

  /** Something may have changed; returns at once. */
  void wake() {
    rounds.ask();
  }

  /** Somebody made that revision: wakes if it is news. */
  void revisionReached(long revision) {
    Published current = published;
    if (current == null || current.state().stored().cursor().revision().value() < revision) {
      wake();
    }
  }

  /** The store says the mesh stands there: wakes if that is news. */
  void compare(Cursor stored) {
    Published current = published;
    if (current == null || !current.state().stored().cursor().equals(stored)) {
      wake();
    }
  }

  /** The inbox of a site has another number: its waiting question is answered. */
  void inboxChanged(SiteId site) {
    parked.of(site).filter(waiting -> inboxMoved(waiting.poll())).ifPresent(this::answer);
  }

  /** Answers those that waited long enough. */
  void answerDue(long nanoTime) {
    parked.dueAt(nanoTime).forEach(this::answer);
  }

  /** Answers everybody, because this process stops. */
  void answerAll() {
    parked.all().forEach(this::answer);
  }

  int waiting() {
    return parked.size();
  }

  private List<Parked> answerable() {
    Published current = published;
    return parked.all().stream()
        .filter(waiting -> current != null && !waiting.standsAt().equals(current.state().cursor()))
        .toList();
  }

  private void answer(Parked waiting) {
    Published current = published;
    if (current == null || !parked.take(waiting)) {
      return;
    }
    if (current.isCurrent(waiting.poll().since())) {
      nothing(waiting.poll(), current.state().cursor());
    } else {
      newer(waiting.poll(), current);
    }
  }

  private void newer(Poll poll, Published current) {
    poll.reply().newer(current.body(poll.since(), poll.gzip()), inboxes.number(poll.site()));
  }

  private void nothing(Poll poll, Cursor cursor) {
    poll.reply().nothingNewer(cursor, inboxes.number(poll.site()));
  }

  private boolean inboxMoved(Poll poll) {
    return poll.inbox().filter(known -> known != inboxes.number(poll.site())).isPresent();
  }

  /**
   * Publishes the store's state of now, from the changes where they add up, else from a snapshot.
   */
  synchronized void catchUp() {
    Published before = published;
    if (before == null) {
      publish(store.snapshot(mesh).map(FeedState::of));
      return;
    }
    FeedState old = before.state();
    Optional<Changes> changes = store.changesSince(mesh, old.stored().cursor().revision());
    Optional<FeedState> next = changes.flatMap(old::advance);
    if (next.isPresent()) {
      advanced(old, next.get(), changes.orElseThrow());
    } else {
      reload(old);
    }
  }

  private void advanced(FeedState old, FeedState next, Changes changes) {
    if (next != old) {
      rosters.sitesChanged(mesh, changes.rosterSites());
      publish(Optional.of(next));
    }
  }

  private void reload(FeedState old) {
    LOG.warn("the change log of mesh {} does not lead on from {}: read anew", mesh, old.cursor());
    rosters.everythingChanged(mesh);
    publish(store.snapshot(mesh).map(FeedState::of).map(FeedState::withoutHistory));
  }

  private void publish(Optional<FeedState> state) {
    state
        .filter(next -> !next.cursor().equals(next.stored().cursor()))
        .ifPresent(wrong ->
            LOG.error(
                "mesh {} claims {} but its documents make {}; serving the documents",
                mesh,
                wrong.stored().cursor(),
                wrong.cursor()));
    published = state.map(Published::new).orElse(null);
  }
}
