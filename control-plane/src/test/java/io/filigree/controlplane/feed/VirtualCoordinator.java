package io.filigree.controlplane.feed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.filigree.controlplane.ledger.LogBound;
import io.filigree.controlplane.report.FactsDesk;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.MerkleTree;
import io.filigree.protocol.roster.RosterStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * A coordinator of one mesh in virtual time: the real feed, in several processes, over one store in
 * memory. The way in for a simulator that lives elsewhere; everything here is for it to break.
 */
public final class VirtualCoordinator {

  /** How long a notification is on its way from one process to another; empty if it is lost. */
  @FunctionalInterface
  public interface Notifications {
    OptionalLong delayMillis();
  }

  /** Decides what becomes of facts. */
  @FunctionalInterface
  public interface FactsRule {
    FactsDesk.Verdict judge(Optional<SignedFacts> last, OptionalLong minCounter, SignedFacts next);
  }

  /**
   * What a coordinator is made of.
   *
   * @param logRows how many rows of the change log are kept
   * @param replicas how many processes it has
   * @param forgetfulLog true plants a bug: a log that is trimmed by one revision too much
   */
  public record Design(int logRows, int replicas, FactsRule facts, boolean forgetfulLog) {}

  /** A copy of the database, to come back to. */
  public static final class Backup {
    private final InMemoryFeedStore.Mesh mesh;
    private final Map<SiteId, Long> inboxes;

    private Backup(InMemoryFeedStore.Mesh mesh, Map<SiteId, Long> inboxes) {
      this.mesh = mesh.copy();
      this.inboxes = new TreeMap<>(inboxes);
    }
  }

  static {
    // The feed warns of what is done to it here a million times.
    if (LoggerFactory.getLogger(MeshFeed.class.getPackageName()) instanceof Logger feed) {
      feed.setLevel(Level.OFF);
    }
  }

  private final Design design;
  private final VirtualTime time;
  private final Notifications notifications;
  private final InMemoryFeedStore store;
  private final FlakyStore database;
  private final List<Replica> replicas = new ArrayList<>();
  private Map<SiteId, Long> inboxes = new TreeMap<>();
  private InMemoryFeedStore.Mesh rows;

  /** A new mesh; its processes are not started yet. */
  public VirtualCoordinator(
      MeshId mesh,
      DocumentText record,
      Design design,
      Function<RosterStatement, Signature64> rosterKey,
      VirtualTime time,
      Notifications notifications) {
    this.design = design;
    this.time = time;
    this.notifications = notifications;
    LogBound bound = new LogBound(design.logRows(), 0);
    this.store =
        new InMemoryFeedStore(
            bound, (id, epoch, text, sites) -> rosterKey.apply(statement(id, epoch, text, sites)));
    this.rows = store.create(mesh, record);
    this.database = new FlakyStore(design.forgetfulLog() ? new ForgetfulLog(store) : store);
    Bodies bodies = new Bodies();
    for (int i = 0; i < design.replicas(); i++) {
      replicas.add(new Replica(mesh, database, time, bodies));
    }
  }

  private static RosterStatement statement(
      MeshId mesh, Epoch epoch, DocumentText record, Map<SiteId, DocumentText> sites) {
    MerkleTree tree = new MerkleTree();
    sites.values().forEach(site -> tree.append(site.bytes()));
    return new RosterStatement(
        mesh, Format.FORMAT, epoch, record.sha256(), sites.size(), tree.root());
  }

  /** Starts a process, unless the database is away. */
  public boolean start(int replica) {
    try {
      replicas.get(replica).start(inboxes);
      return true;
    } catch (FlakyStore.Away away) {
      return false;
    }
  }

  public boolean isUp(int replica) {
    return replicas.get(replica).isUp();
  }

  /** SIGTERM. */
  public void stop(int replica) {
    replicas.get(replica).stop();
  }

  /** kill -9. */
  public void kill(int replica) {
    replicas.get(replica).kill();
  }

  /** Asks a process. */
  public void ask(int replica, Question question, FeedReader reader) {
    replicas.get(replica).ask(question, reader);
  }

  /** Through that process: replaces the mesh record. */
  public void meshRecord(int replica, DocumentText record) {
    rows.meshRecord(record);
    committed(replica);
  }

  /** Through that process: lists a site or replaces its record, and the mesh record with it. */
  public void site(int replica, SiteId site, DocumentText record, Optional<DocumentText> mesh) {
    mesh.ifPresentOrElse(text -> rows.site(site, record, text), () -> rows.site(site, record));
    committed(replica);
  }

  /** Through that process: takes a site off the roster, and replaces the mesh record with it. */
  public void remove(int replica, SiteId site, Optional<DocumentText> mesh) {
    mesh.ifPresentOrElse(text -> rows.remove(site, text), () -> rows.remove(site));
    committed(replica);
  }

  /** Through that process: puts facts. */
  public FactsDesk.Verdict facts(
      int replica, SiteId site, OptionalLong minCounter, SignedFacts next) {
    FactsDesk.Verdict verdict = design.facts().judge(facts(site), minCounter, next);
    if (verdict instanceof FactsDesk.Verdict.Taken) {
      rows.facts(site, next);
      committed(replica);
    }
    return verdict;
  }

  private void committed(int replica) {
    long revision = cursor().revision().value();
    replicas.get(replica).changed();
    elsewhere(replica, other -> other.heard(revision));
  }

  private void elsewhere(int replica, Consumer<Replica> task) {
    for (Replica other : replicas) {
      if (other != replicas.get(replica)) {
        notifications.delayMillis().ifPresent(delay -> time.after(delay, () -> task.accept(other)));
      }
    }
  }

  /** A site's inbox has new content, under this number. */
  public void inboxChanged(SiteId site, long number) {
    inboxes.put(site, number);
    replicas.forEach(replica -> replica.inboxChanged(site, number));
  }

  /** The ledger's own trimming; false if the log was short enough. */
  public boolean trimLog() {
    return rows.trim();
  }

  /** Drops the newest revision's rows from the log, as no correct program would. */
  public void loseNewestLogRows() {
    rows.loseLog(cursor().revision().value());
  }

  /** Nobody reaches the database, or everybody again. */
  public void databaseAway(boolean away) {
    database.away(away);
  }

  public Backup backup() {
    return new Backup(rows, inboxes);
  }

  /** Puts an older database in the place of this one, under processes that may be running. */
  public void restore(Backup backup) {
    rows = store.adopt(backup.mesh);
    inboxes = new TreeMap<>(backup.inboxes);
    replicas.forEach(replica -> replica.reconnected(inboxes));
  }

  /** Where the database stands. */
  public Cursor cursor() {
    return head().cursor();
  }

  public Epoch epoch() {
    return head().epoch();
  }

  private Head head() {
    return rows.head();
  }

  /** The facts that are stored of a site. */
  public Optional<SignedFacts> facts(SiteId site) {
    return rows.factsOf(site);
  }

  /** The number of a site's inbox. */
  public long inbox(SiteId site) {
    return inboxes.getOrDefault(site, 0L);
  }

  /** Everything in the database, as a newcomer would get it. */
  public MeshAnswer everything() {
    return FeedState.of(store.snapshot(rows.mesh()).orElseThrow()).full();
  }
}
