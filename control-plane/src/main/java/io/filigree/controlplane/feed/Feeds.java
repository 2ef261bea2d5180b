package io.filigree.controlplane.feed;

import io.filigree.controlplane.edgeauth.SignerDirectory;
import io.filigree.controlplane.ledger.MeshListener;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The feeds of all meshes, and what wakes them: changes made here, notifications, and a slow look
 * at the store.
 */
@Component
class Feeds implements MeshListener, InboxBell {

  private final Map<MeshId, MeshFeed> feeds = new ConcurrentHashMap<>();
  private final FeedStore store;
  private final FeedThreads threads;
  private final SignerDirectory signers;
  private final InboxNumbers inboxes = new InboxNumbers();
  private volatile boolean closing;

  Feeds(FeedStore store, FeedThreads threads, SignerDirectory signers) {
    this.store = store;
    this.threads = threads;
    this.signers = signers;
  }

  /** The feed of a mesh that exists. */
  MeshFeed of(MeshId mesh) {
    return feeds.computeIfAbsent(
        mesh, id -> new MeshFeed(id, store, inboxes, new ForgetSigners(), threads));
  }

  /** Answers a question or keeps it waiting; when the process stops, nobody waits. */
  void ask(MeshId mesh, Poll poll) {
    MeshFeed feed = of(mesh);
    feed.ask(poll);
    if (closing) {
      feed.answerAll();
    }
  }

  @Override
  public void meshChanged(MeshId mesh) {
    of(mesh).wake();
  }

  /**
   * A notification says that the mesh has that revision: old news if this process made the change.
   */
  void revisionReached(MeshId mesh, long revision) {
    of(mesh).revisionReached(revision);
  }

  /** Reads every mesh and every signer. */
  void load() {
    store.heads().keySet().forEach(mesh -> of(mesh).catchUp());
    signers.load(); // after the feeds, which tell of every later change
  }

  /**
   * Compares every mesh with the store; finds what no notification told, and meshes that are gone.
   */
  void compareAll() {
    Map<MeshId, Cursor> heads = store.heads();
    heads.forEach((mesh, cursor) -> of(mesh).compare(cursor));
    feeds.keySet().removeIf(mesh -> !heads.containsKey(mesh));
  }

  /** Answers what has waited long enough. */
  void answerDue() {
    long now = threads.nanoTime();
    feeds.values().forEach(feed -> feed.answerDue(now));
  }

  /** Answers everybody, because this process stops; from now on nobody waits. */
  void close() {
    closing = true;
    feeds.values().forEach(MeshFeed::answerAll);
  }

  @Override
  public void inboxChanged(MeshId mesh, SiteId site, long number) {
    inboxes.set(site, number);
    of(mesh).inboxChanged(site);
  }

  @Override
  public long number(SiteId site) {
    return inboxes.number(site);
  }

  /** These are all inboxes there are. */
  void inboxesRead(Map<SiteId, Long> stored) {
    inboxes.replace(stored);
  }

  private final class ForgetSigners implements RosterListener {

    @Override
    public void sitesChanged(MeshId mesh, Set<SiteId> sites) {
      signers.forget(mesh, sites);
    }

    @Override
    public void everythingChanged(MeshId mesh) {
      signers.forget(mesh);
    }
  }
}
