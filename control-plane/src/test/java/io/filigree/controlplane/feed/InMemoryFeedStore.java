package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.Change;
import io.filigree.controlplane.ledger.ChangeKind;
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

  private final Map<MeshId, Mesh> meshes = new ConcurrentHashMap<>();

  /** Makes a mesh with this record. */
  Mesh create(MeshId id, DocumentText record) {
    Mesh mesh = new Mesh(id, record);
    meshes.put(id, mesh);
    mesh.revise(new Change.MeshRecordChanged(Optional.empty(), record));
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
    private DocumentText record;
    private DigestSum sum = DigestSum.zero();
    private long revision;
    private long epoch = 1;

    private Mesh(MeshId id, DocumentText record) {
      this.id = id;
      this.record = record;
    }

    /** The mesh as it is now, to come back to. */
    synchronized Mesh copy() {
      Mesh copy = new Mesh(id, record);
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
      Change change = new Change.MeshRecordChanged(Optional.of(record), next);
      record = next;
      signed(change);
    }

    @Override
    public synchronized void site(SiteId site, DocumentText next) {
      signed(new Change.SiteChanged(site, Optional.ofNullable(records.put(site, next)), next));
    }

    @Override
    public synchronized void facts(SiteId site, DocumentText next) {
      Optional<DocumentText> old =
          Optional.ofNullable(facts.put(site, new SignedFacts(next, SIGNATURE)))
              .map(SignedFacts::document);
      revise(new Change.FactsChanged(site, old, next));
    }

    @Override
    public synchronized void remove(SiteId site) {
      DocumentText old = records.remove(site);
      Optional<DocumentText> oldFacts =
          Optional.ofNullable(facts.remove(site)).map(SignedFacts::document);
      if (old != null) {
        signed(new Change.SiteRemoved(site, old, oldFacts));
      }
    }

    @Override
    public synchronized void loseLog(long lost) {
      log.removeIf(row -> row.after().revision().value() == lost);
    }

    /** Drops one row of a revision that has several. */
    synchronized void loseRow(long revision, ChangeKind kind) {
      log.removeIf(row -> row.after().revision().value() == revision && row.kind() == kind);
    }

    private void signed(Change change) {
      epoch++;
      revise(change, new Change.RosterSigned(new Epoch(epoch), SIGNATURE));
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

    private synchronized Snapshot snapshot() {
      return new Snapshot(
          head(), record, new HashMap<>(records), new HashMap<>(facts), List.copyOf(log));
    }

    private synchronized Changes since(Revision since) {
      List<LoggedChange> rows =
          log.stream().filter(row -> row.after().revision().value() > since.value()).toList();
      Set<SiteId> sites =
          rows.stream().flatMap(row -> row.site().stream()).collect(Collectors.toSet());
      return new Changes(head(), rows, record, only(records, sites), only(facts, sites));
    }

    private Head head() {
      return new Head(cursor(), new Epoch(epoch), Optional.of(SIGNATURE));
    }

    private static <T> Map<SiteId, T> only(Map<SiteId, T> all, Set<SiteId> sites) {
      Map<SiteId, T> some = new HashMap<>(all);
      some.keySet().retainAll(sites);
      return some;
    }
  }
}
