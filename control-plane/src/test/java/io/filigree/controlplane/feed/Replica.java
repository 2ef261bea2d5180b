package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of a coordinator in virtual time: the real feed of one mesh, on threads that take
 * turns. What a process had begun dies with it.
 */
final class Replica implements FeedThreads {

  /** As the coordinator does, in milliseconds. */
  private static final long SLOW_LOOK = 3_000;

  /** How late the end of a wait is noticed, in milliseconds. */
  private static final long DEADLINES = 250;

  private final MeshId mesh;
  private final FeedStore store;
  private final VirtualTime time;
  private final Bodies bodies;
  private final Set<FeedReader> connections = new LinkedHashSet<>();
  private final InboxNumbers inboxes = new InboxNumbers();
  private @Nullable MeshFeed feed;
  private long process;

  Replica(MeshId mesh, FeedStore store, VirtualTime time, Bodies bodies) {
    this.mesh = mesh;
    this.store = store;
    this.time = time;
    this.bodies = bodies;
  }

  boolean isUp() {
    return feed != null;
  }

  void start(Map<SiteId, Long> inboxTable) {
    process++;
    MeshFeed fresh = new MeshFeed(mesh, store, inboxes, new Deaf(), this);
    fresh.catchUp();
    inboxes.replace(inboxTable);
    feed = fresh;
    lookSoon();
  }

  private void lookSoon() {
    inThisProcess(
        SLOW_LOOK,
        () -> {
          look();
          lookSoon();
        });
  }

  private void look() {
    MeshFeed running = feed;
    try {
      Cursor stored = store.heads().get(mesh);
      if (running != null && stored != null) {
        running.compare(stored);
      }
    } catch (FlakyStore.Away away) {
      // the next look finds it
    }
  }

  /** SIGTERM: nobody is left waiting. */
  void stop() {
    if (feed != null) {
      feed.answerAll();
    }
    kill();
  }

  /** kill -9: every connection breaks. */
  void kill() {
    feed = null;
    process++;
    List<FeedReader> broken = new ArrayList<>(connections);
    connections.clear();
    broken.forEach(reader -> reader.failed("connection reset"));
  }

  /** A change was committed by this process. */
  void changed() {
    if (feed != null) {
      feed.wake();
    }
  }

  /** A change was committed by another one, which notifies this one. */
  void heard(long revision) {
    if (feed != null) {
      feed.revisionReached(revision);
    }
  }

  void inboxChanged(SiteId site, long number) {
    if (feed != null) {
      inboxes.set(site, number);
      feed.inboxChanged(site);
    }
  }

  /** The connection to the database was lost and is back: what it says of inboxes is read anew. */
  void reconnected(Map<SiteId, Long> inboxTable) {
    inboxes.replace(inboxTable);
  }

  void ask(Question question, FeedReader reader) {
    MeshFeed running = feed;
    if (running == null) {
      reader.failed("connection refused");
      return;
    }
    connections.add(reader);
    try {
      running.ask(
          new Poll(
              question.site(),
              question.since(),
              question.inbox(),
              question.waitMillis(),
              false,
              new Connection(reader)));
    } catch (RuntimeException failure) {
      connections.remove(reader);
      reader.failed("500 " + failure.getMessage());
      return;
    }
    if (question.waitMillis() > 0) {
      inThisProcess(
          question.waitMillis() + DEADLINES,
          () -> {
            if (feed != null) {
              feed.answerDue(nanoTime());
            }
          });
    }
  }

  @Override
  public void run(Runnable task) {
    inThisProcess(0, task);
  }

  @Override
  public void runAfter(Duration delay, Runnable task) {
    inThisProcess(Math.max(1, delay.toMillis()), task);
  }

  @Override
  public void write(Runnable task) {
    inThisProcess(0, task);
  }

  @Override
  public long nanoTime() {
    return TimeUnit.MILLISECONDS.toNanos(time.millis());
  }

  private void inThisProcess(long millis, Runnable task) {
    long mine = process;
    time.after(
        millis,
        () -> {
          if (process == mine) {
            task.run();
          }
        });
  }

  /** One open connection, answered at most once. */
  private final class Connection implements Poll.Reply {

    private final FeedReader reader;

    Connection(FeedReader reader) {
      this.reader = reader;
    }

    @Override
    public void newer(FeedBody body, long inbox) {
      if (connections.remove(reader)) {
        reader.newer(bodies.of(body), inbox);
      }
    }

    @Override
    public void nothingNewer(Cursor cursor, long inbox) {
      if (connections.remove(reader)) {
        reader.nothingNewer(inbox);
      }
    }
  }

  /** Nobody here remembers signers. */
  private static final class Deaf implements RosterListener {

    @Override
    public void sitesChanged(MeshId changed, Set<SiteId> sites) {}

    @Override
    public void everythingChanged(MeshId changed) {}
  }
}
