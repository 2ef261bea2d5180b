package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.LogBound;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One mesh as the feed serves it: every document, and the log that tells what changed since when.
 * Instances are immutable; a change makes the next one. Nothing here waits, reads a clock or talks
 * to a store.
 */
final class FeedState {

  private final Head stored;
  private final Cursor cursor;
  private final DocumentText meshRecord;
  private final NavigableMap<SiteId, DocumentText> records;
  private final NavigableMap<SiteId, SignedFacts> facts;
  private final ChangeLog log;
  private final LogBound bound;

  private FeedState(
      Head stored,
      Cursor cursor,
      DocumentText meshRecord,
      NavigableMap<SiteId, DocumentText> records,
      NavigableMap<SiteId, SignedFacts> facts,
      ChangeLog log,
      LogBound bound) {
    this.stored = stored;
    this.cursor = cursor;
    this.meshRecord = meshRecord;
    this.records = records;
    this.facts = facts;
    this.log = log;
    this.bound = bound;
  }

  /**
   * The state of a snapshot. Its digest is computed from the documents, not believed: if the mesh
   * row says otherwise, the documents win (the edges check them), and no cursor before this one is
   * known.
   */
  static FeedState of(Snapshot snapshot) {
    NavigableMap<SiteId, DocumentText> records = new TreeMap<>(snapshot.records());
    NavigableMap<SiteId, SignedFacts> facts = new TreeMap<>(snapshot.facts());
    Digest digest = digest(snapshot.meshRecord(), records, facts);
    Cursor stored = snapshot.head().cursor();
    Cursor cursor = new Cursor(stored.revision(), digest);
    ChangeLog log =
        cursor.equals(stored)
            ? ChangeLog.endingAt(cursor, snapshot.log())
            : ChangeLog.startingAt(cursor);
    return new FeedState(
            snapshot.head(), cursor, snapshot.meshRecord(), records, facts, log, snapshot.bound())
        .trimmed();
  }

  private static Digest digest(
      DocumentText meshRecord, Map<SiteId, DocumentText> records, Map<SiteId, SignedFacts> facts) {
    DigestSum sum = DigestSum.zero().add(meshRecord.sha256());
    for (DocumentText document : records.values()) {
      sum = sum.add(document.sha256());
    }
    for (SignedFacts signed : facts.values()) {
      sum = sum.add(signed.document().sha256());
    }
    return sum.value();
  }

  /**
   * The state after these changes; empty if they do not add up to the digest the store claims (a
   * lost row of the log, a restored database): then only a snapshot helps.
   */
  Optional<FeedState> advance(Changes changes) {
    if (changes.head().equals(stored)) {
      return Optional.of(this);
    }
    return log.extend(changes.head().cursor(), changes.log())
        .map(longer -> new Advance(changes).result(longer))
        .filter(next -> next.cursor.equals(changes.head().cursor()))
        .map(FeedState::trimmed);
  }

  /**
   * The same documents with a log that was seen to be wrong given up: who asks gets the full list.
   */
  FeedState withoutHistory() {
    return with(ChangeLog.startingAt(cursor));
  }

  private FeedState trimmed() {
    ChangeLog kept = log.trimmedTo(bound.rows(records.size()));
    return kept == log ? this : with(kept);
  }

  private FeedState with(ChangeLog other) {
    return new FeedState(stored, cursor, meshRecord, records, facts, other, bound);
  }

  /** Revision and digest of what is served. */
  Cursor cursor() {
    return cursor;
  }

  /**
   * Where the store said the mesh stands; differs from {@link #cursor} only if the store is wrong.
   */
  Head stored() {
    return stored;
  }

  /** Whether a first roster is signed: before that there is nothing an edge could verify. */
  boolean isServed() {
    return stored.signature().isPresent();
  }

  /** Whether the mesh stood exactly there, and what changed since is still known. */
  boolean knows(Cursor since) {
    return log.knows(since);
  }

  /** Everything. */
  MeshAnswer full() {
    return new DeltaBuilder(this).everything();
  }

  /** What changed since a known cursor, with today's values. */
  MeshAnswer delta(Cursor since) {
    return new DeltaBuilder(this).changed(log.after(since.revision()));
  }

  DocumentText meshRecord() {
    return meshRecord;
  }

  NavigableMap<SiteId, DocumentText> records() {
    return records;
  }

  NavigableMap<SiteId, SignedFacts> facts() {
    return facts;
  }

  /** Moves copies of the maps to what a {@link Changes} says, and the digest along. */
  private final class Advance {

    private final Changes changes;
    private final NavigableMap<SiteId, DocumentText> nextRecords = new TreeMap<>(records);
    private final NavigableMap<SiteId, SignedFacts> nextFacts = new TreeMap<>(facts);
    private DigestSum sum = new DigestSum(cursor.digest());

    Advance(Changes changes) {
      this.changes = changes;
    }

    FeedState result(ChangeLog longer) {
      replace(Optional.of(meshRecord), Optional.of(changes.meshRecord()));
      changes.log().stream().flatMap(row -> row.site().stream()).distinct().forEach(this::site);
      Head head = changes.head();
      Cursor reached = new Cursor(head.cursor().revision(), sum.value());
      return new FeedState(
          head, reached, changes.meshRecord(), nextRecords, nextFacts, longer, bound);
    }

    private void site(SiteId site) {
      Optional<DocumentText> record = Optional.ofNullable(changes.records().get(site));
      replace(Optional.ofNullable(nextRecords.remove(site)), record);
      record.ifPresent(now -> nextRecords.put(site, now));

      Optional<SignedFacts> signed = Optional.ofNullable(changes.facts().get(site));
      Optional<SignedFacts> old = Optional.ofNullable(nextFacts.remove(site));
      replace(old.map(SignedFacts::document), signed.map(SignedFacts::document));
      signed.ifPresent(now -> nextFacts.put(site, now));
    }

    private void replace(Optional<DocumentText> old, Optional<DocumentText> now) {
      old.ifPresent(document -> sum = sum.subtract(document.sha256()));
      now.ifPresent(document -> sum = sum.add(document.sha256()));
    }
  }
}
