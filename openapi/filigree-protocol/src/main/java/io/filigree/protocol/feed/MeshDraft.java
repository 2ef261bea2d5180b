package io.filigree.protocol.feed;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.MerkleTree;
import java.util.Optional;

/** A mesh copy in the making: documents, their digest sum and their Merkle tree in step. */
final class MeshDraft {

  private final SiteMap<DocumentText> records;
  private final SiteMap<SignedFacts> facts;
  private final MerkleTree tree;
  private Optional<DocumentText> meshRecord;
  private DigestSum sum;

  MeshDraft() {
    this(new SiteMap<>(), new SiteMap<>(), new MerkleTree(), Optional.empty(), DigestSum.zero());
  }

  private MeshDraft(
      SiteMap<DocumentText> records,
      SiteMap<SignedFacts> facts,
      MerkleTree tree,
      Optional<DocumentText> meshRecord,
      DigestSum sum) {
    this.records = records;
    this.facts = facts;
    this.tree = tree;
    this.meshRecord = meshRecord;
    this.sum = sum;
  }

  MeshDraft copy() {
    return new MeshDraft(records.copy(), facts.copy(), tree.copy(), meshRecord, sum);
  }

  /** Everything an answer says; whether it starts from nothing is for the caller to see. */
  void take(MeshAnswer answer) {
    answer.removed().forEach(this::remove);
    answer.mesh().ifPresent(this::putMesh);
    answer.records().forEach(entry -> putRecord(entry.site(), entry.record()));
    answer.facts().forEach(entry -> putFacts(entry.site(), entry.facts()));
  }

  void putMesh(DocumentText record) {
    meshRecord.ifPresent(this::subtract);
    meshRecord = Optional.of(record);
    add(record);
  }

  void putRecord(SiteId site, DocumentText record) {
    int index = records.find(site);
    if (index < 0) {
      records.insert(-1 - index, site, record);
      tree.insert(-1 - index, record.bytes());
    } else {
      subtract(records.replace(index, record));
      tree.replace(index, record.bytes());
    }
    add(record);
  }

  void putFacts(SiteId site, SignedFacts said) {
    int index = facts.find(site);
    if (index < 0) {
      facts.insert(-1 - index, site, said);
    } else {
      subtract(facts.replace(index, said).document());
    }
    add(said.document());
  }

  /** Removing what is not there changes nothing: an edge may be told twice. */
  void remove(SiteId site) {
    int record = records.find(site);
    if (record >= 0) {
      subtract(records.removeAt(record));
      tree.remove(record);
    }
    int said = facts.find(site);
    if (said >= 0) {
      subtract(facts.removeAt(said).document());
    }
  }

  private void add(DocumentText document) {
    sum = sum.add(document.sha256());
  }

  private void subtract(DocumentText document) {
    sum = sum.subtract(document.sha256());
  }

  Optional<DocumentText> meshRecord() {
    return meshRecord;
  }

  SiteMap<DocumentText> records() {
    return records;
  }

  SiteMap<SignedFacts> facts() {
    return facts;
  }

  DigestSum sum() {
    return sum;
  }

  Digest root() {
    return tree.root();
  }
}
