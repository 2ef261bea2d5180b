package io.filigree.controlplane.feed;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads every mesh before the first edge can ask, so that a thousand edges that come back at once
 * find their answers ready; keeps the feeds awake; and lets nobody wait when the process stops.
 */
@Component
class FeedLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(FeedLifecycle.class);

  /** How late the end of a wait may be noticed. */
  private static final Duration DEADLINES = Duration.ofMillis(250);

  /** How long a lost notification may stay unnoticed. */
  private static final Duration SLOW_LOOK = Duration.ofSeconds(3);

  /** The web server starts at the default phase less 2,048. */
  private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

  private final Feeds feeds;
  private final FeedPool pool;
  private final InboxTable inboxes;
  private final JdbcConnectionDetails database;
  private @Nullable Notifications notifications;

  FeedLifecycle(Feeds feeds, FeedPool pool, InboxTable inboxes, JdbcConnectionDetails database) {
    this.feeds = feeds;
    this.pool = pool;
    this.inboxes = inboxes;
    this.database = database;
  }

  @Override
  public void start() {
    feeds.load();
    feeds.inboxesRead(inboxes.numbers());
    pool.repeat(DEADLINES, feeds::answerDue);
    pool.repeat(SLOW_LOOK, this::lookAtStore);
    notifications = new Notifications(database, this::missedEverything, this::heard);
  }

  private void lookAtStore() {
    try {
      feeds.compareAll();
    } catch (RuntimeException failure) {
      LOG.warn("the database cannot be read: {}", failure.toString());
    }
  }

  private void missedEverything() {
    feeds.compareAll();
    feeds.inboxesRead(inboxes.numbers());
  }

  private void heard(String channel, String payload) {
    List<String> words = List.of(payload.split(" ", -1));
    MeshId mesh = MeshId.parse(words.getFirst());
    if (channel.equals("filigree_mesh")) {
      feeds.revisionReached(mesh, Long.parseLong(words.get(1)));
    } else {
      feeds.inboxChanged(mesh, SiteId.parse(words.get(1)), Long.parseLong(words.get(2)));
    }
  }

  @EventListener(ContextClosedEvent.class)
  void answerEverybody() {
    feeds.close();
  }

  @Override
  public void stop() {
    if (notifications != null) {
      notifications.close();
      notifications = null;
      pool.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return notifications != null;
  }

  @Override
  public int getPhase() {
    return BEFORE_THE_WEB_SERVER;
  }
}
