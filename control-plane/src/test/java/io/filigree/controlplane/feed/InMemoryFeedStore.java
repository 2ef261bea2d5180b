package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.Change;
import io.filigree.controlplane.ledger.ChangeKind;
import io.filigree.controlplane.ledger.LogBound;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Meshes in memory, as good a store as Postgres: the same contract test holds for it. It can also
 * do what Postgres does on its bad days: lose rows of the log, and come back as it was before.
 */
final class InMemoryFeedStore implements FeedStore {

  static final Signature64 SIGNATURE = Signature64.ofBytes(new byte[64]);

  /** Signs the roster of these records. */
  @FunctionalInterface
  interface Signing {
    Signature64 sign(
        MeshId mesh, Epoch epoch, DocumentText record, Map<SiteId, DocumentText> sites);
  }

  private final Map<MeshId, Mesh> meshes = new ConcurrentHashMap<>();
  private final LogBound bound;
  private final Signing signing;

  /** For who looks at no signature. */
  InMemoryFeedStore() {
    this(LogBound.USUAL, (_, _, _, _) -> SIGNATURE);
  }

  InMemoryFeedStore(LogBound bound, Signing signing) {
    this.bound = bound;
    this.signing = signing;
  }

  /** Makes a mesh with this record. */
  Mesh create(MeshId id, DocumentText record) {
    Signature64 first = signing.sign(id, new Epoch(1), record, Map.of());
    Mesh mesh = new Mesh(id, record, first, bound, signing);
    meshes.put(id, mesh);
    mesh.revise(new Change.MeshRecordChanged(Optional.empty(), record));
    return mesh;
  }

  /** Makes a mesh that looks like one of another store. */
  Mesh adopt(Mesh other) {
    Mesh mesh = other.copy(bound, signing);
    meshes.put(mesh.id, mesh);
    return mesh;
  }

  /** Puts a copy of a mesh, taken earlier, in its place. */
  void restore(Mesh copy) {
    meshes.put(copy.id, copy);
  }

  @Override
  public Optional<Snapshot> snapshot(MeshId mesh) {
    return Optional.ofNullable(meshes.get(mesh)).map(Mesh::snapshot);
  }

  @Override
  public Optional<Changes> changesSince(MeshId mesh, Revision since) {
    return Optional.ofNullable(meshes.get(mesh)).map(found -> found.since(since));
  }

  @Override
  public Map<MeshId, Cursor> heads() {
    return meshes.values().stream().collect(Collectors.toMap(mesh -> mesh.id, Mesh::cursor));
  }

  /** One mesh. */
  static final class Mesh implements MeshWriter {

    private final MeshId id;
    private final Map<SiteId, DocumentText> records = new TreeMap<>();
    private final Map<SiteId, SignedFacts> facts = new TreeMap<>();
    private final List<LoggedChange> log = new ArrayList<>();
    private final LogBound bound;
    private final Signing signing;
    private DocumentText record;
    private DigestSum sum = DigestSum.zero();
    private long revision;
    private long epoch = 1;
    private Signature64 signature;

    private Mesh(
        MeshId id, DocumentText record, Signature64 signature, LogBound bound, Signing signing) {
      this.id = id;
      this.record = record;
      this.signature = signature;
      this.bound = bound;
      this.signing = signing;
    }

    /** The mesh as it is now, to come back to. */
    Mesh copy() {
      return copy(bound, signing);
    }

    private synchronized Mesh copy(LogBound otherBound, Signing otherSigning) {
      Mesh copy = new Mesh(id, record, signature, otherBound, otherSigning);
      copy.records.putAll(records);
      copy.facts.putAll(facts);
      copy.log.addAll(log);
      copy.sum = sum;
      copy.revision = revision;
      copy.epoch = epoch;
      return copy;
    }

    @Override
    public MeshId mesh() {
      return id;
    }

    @Override
    public synchronized void meshRecord(DocumentText next) {
      signed(describe(next));
    }

    @Override
    public synchronized void site(SiteId site, DocumentText next) {
      signed(list(site, next));
    }

    /** Both in one revision. */
    synchronized void site(SiteId site, DocumentText next, DocumentText mesh) {
      signed(list(site, next), describe(mesh));
    }

    @Override
    public void facts(SiteId site, DocumentText next) {
      facts(site, new SignedFacts(next, SIGNATURE));
    }

    synchronized void facts(SiteId site, SignedFacts next) {
      Optional<DocumentText> old =
          Optional.ofNullable(facts.put(site, next)).map(SignedFacts::document);
      revise(new Change.FactsChanged(site, old, next.document()));
    }

    @Override
    public synchronized void remove(SiteId site) {
      delist(site).ifPresent(this::signed);
    }

    /** Both in one revision. */
    synchronized void remove(SiteId site, DocumentText mesh) {
      delist(site).ifPresent(removed -> signed(removed, describe(mesh)));
    }

    private Change describe(DocumentText next) {
      Change change = new Change.MeshRecordChanged(Optional.of(record), next);
      record = next;
      return change;
    }

    private Change list(SiteId site, DocumentText next) {
      return new Change.SiteChanged(site, Optional.ofNullable(records.put(site, next)), next);
    }

    private Optional<Change> delist(SiteId site) {
      Optional<DocumentText> said =
          Optional.ofNullable(facts.remove(site)).map(SignedFacts::document);
      return Optional.ofNullable(records.remove(site))
          .map(old -> new Change.SiteRemoved(site, old, said));
    }

    @Override
    public synchronized void loseLog(long lost) {
      log.removeIf(row -> row.after().revision().value() == lost);
    }

    /** Drops one row of a revision that has several. */
    synchronized void loseRow(long revision, ChangeKind kind) {
      log.removeIf(row -> row.after().revision().value() == revision && row.kind() == kind);
    }

    /** Gives up the oldest whole revisions of the log, as the ledger does now and then. */
    synchronized boolean trim() {
      int kept = bound.rows(records.size());
      if (log.size() <= kept) {
        return false;
      }
      long last = log.get(log.size() - 1 - kept).after().revision().value();
      return log.removeIf(row -> row.after().revision().value() <= last);
    }

    private void signed(Change... changes) {
      epoch++;
      signature = signing.sign(id, new Epoch(epoch), record, records);
      Change[] all = Arrays.copyOf(changes, changes.length + 1);
      all[changes.length] = new Change.RosterSigned(new Epoch(epoch), signature);
      revise(all);
    }

    private synchronized void revise(Change... changes) {
      revision++;
      for (Change change : changes) {
        sum = change.applyTo(sum);
      }
      for (Change change : changes) {
        log.add(new LoggedChange(cursor(), change.kind(), change.subject()));
      }
    }

    private synchronized Cursor cursor() {
      return new Cursor(new Revision(revision), sum.value());
    }

    /** The log as a query with a limit gives it: cut off anywhere, in a revision too. */
    synchronized Snapshot snapshot() {
      int rows = Math.min(log.size(), bound.rows(records.size()));
      List<LoggedChange> newest = List.copyOf(log.subList(log.size() - rows, log.size()));
      return new Snapshot(
          head(), record, new HashMap<>(records), new HashMap<>(facts), newest, bound);
    }

    private synchronized Changes since(Revision since) {
      List<LoggedChange> rows =
          log.stream().filter(row -> row.after().revision().value() > since.value()).toList();
      Set<SiteId> sites =
          rows.stream().flatMap(row -> row.site().stream()).collect(Collectors.toSet());
      return new Changes(head(), rows, record, only(records, sites), only(facts, sites));
    }

    /** The facts that are stored of a site. */
    synchronized Optional<SignedFacts> factsOf(SiteId site) {
      return Optional.ofNullable(facts.get(site));
    }

    synchronized Head head() {
      return new Head(cursor(), new Epoch(epoch), Optional.of(signature));
    }

    private static <T> Map<SiteId, T> only(Map<SiteId, T> all, Set<SiteId> sites) {
      Map<SiteId, T> some = new HashMap<>(all);
      some.keySet().retainAll(sites);
      return some;
    }
  }
}
