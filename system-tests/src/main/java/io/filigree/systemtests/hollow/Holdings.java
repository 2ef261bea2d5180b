package io.filigree.systemtests.hollow;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.feed.FactsEntry;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.feed.Revision;
import io.filigree.protocol.feed.SiteEntry;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a coordinator claims: documents, and a signature that may or may not fit them. Instances are
 * immutable; each change leaves the signature as it was.
 */
public record Holdings(MeshId mesh, MeshCopy copy, Epoch epoch, Signature64 signature) {

  private static final Digest NOWHERE = new Digest(0, 0, 0, 0);

  /** A mesh with no site yet, signed as its first roster. */
  static Holdings of(MeshId mesh, DocumentText record, Ed25519PrivateKey rosterKey) {
    Signature64 unsigned = Signature64.ofBytes(new byte[64]);
    Cursor unread = new Cursor(new Revision(0), NOWHERE);
    Epoch first = new Epoch(1);
    MeshAnswer start =
        new MeshAnswer(
            unread, first, unsigned, true, Optional.of(record), List.of(), List.of(), List.of());
    return new Holdings(mesh, MeshCopy.empty().apply(start), first, unsigned)
        .signed(rosterKey, first);
  }

  /** With this site record, new or in place of the old one. */
  public Holdings with(SiteId site, DocumentText record) {
    return changed(List.of(new SiteEntry(site, record)), List.of(), List.of());
  }

  /** With these facts, new or in place of the old ones. */
  public Holdings with(SiteId site, SignedFacts facts) {
    return changed(List.of(), List.of(new FactsEntry(site, facts)), List.of());
  }

  /** With all of these. */
  Holdings with(List<SiteEntry> records, List<FactsEntry> facts) {
    return changed(records, facts, List.of());
  }

  /** With this mesh record in place of the old one. */
  public Holdings with(MeshRecord record) {
    return changed(Optional.of(record.write()), List.of(), List.of(), List.of());
  }

  /** Without this site. */
  public Holdings without(SiteId site) {
    return changed(List.of(), List.of(), List.of(site));
  }

  private Holdings changed(List<SiteEntry> records, List<FactsEntry> facts, List<SiteId> removed) {
    return changed(Optional.empty(), records, facts, removed);
  }

  private Holdings changed(
      Optional<DocumentText> meshRecord,
      List<SiteEntry> records,
      List<FactsEntry> facts,
      List<SiteId> removed) {
    Cursor unread = new Cursor(new Revision(0), NOWHERE);
    MeshAnswer change =
        new MeshAnswer(unread, epoch, signature, false, meshRecord, records, facts, removed);
    return new Holdings(mesh, copy.apply(change), epoch, signature);
  }

  /** The same documents, signed as the roster of this epoch. */
  public Holdings signed(Ed25519PrivateKey key, Epoch as) {
    Signature64 fresh = copy.statement(mesh, Format.FORMAT, as).orElseThrow().sign(key);
    return new Holdings(mesh, copy, as, fresh);
  }

  MeshAnswer answer(Revision revision) {
    return copy.asFull(revision, epoch, signature);
  }

  /** What a reader needs who holds those. */
  MeshAnswer answerSince(Holdings before, Revision revision) {
    return new MeshAnswer(
        cursor(revision),
        epoch,
        signature,
        false,
        copy.meshRecord().filter(record -> !before.copy.meshRecord().equals(Optional.of(record))),
        copy.records().entrySet().stream()
            .filter(entry -> !before.copy.record(entry.getKey()).equals(of(entry)))
            .map(entry -> new SiteEntry(entry.getKey(), entry.getValue()))
            .toList(),
        copy.facts().entrySet().stream()
            .filter(entry -> !before.copy.facts(entry.getKey()).equals(of(entry)))
            .map(entry -> new FactsEntry(entry.getKey(), entry.getValue()))
            .toList(),
        before.copy.records().keySet().stream()
            .filter(site -> copy.record(site).isEmpty())
            .toList());
  }

  private static <T> Optional<T> of(Map.Entry<SiteId, T> entry) {
    return Optional.of(entry.getValue());
  }

  Cursor cursor(Revision revision) {
    return new Cursor(revision, copy.digest());
  }
}
