package io.filigree.protocol.feed;

import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.roster.Epoch;
import io.filigree.protocol.roster.RosterStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that one reader holds of a mesh: the mesh record, and records and facts by site id. Instances
 * are immutable; an answer makes a new one, copying pointers once however much the answer changes.
 *
 * <p>Nothing in it is verified. The digest tells whether something was missed; {@link
 * RosterVerifier} tells whether the roster key signed it.
 */
public final class MeshCopy {

  private static final MeshCopy EMPTY = new MeshCopy(new MeshDraft());

  private final Optional<DocumentText> meshRecord;
  private final Map<SiteId, DocumentText> records;
  private final Map<SiteId, SignedFacts> facts;
  private final DigestSum sum;
  private final Digest root;
  private final MeshDraft state;

  MeshCopy(MeshDraft state) {
    this.state = state;
    this.meshRecord = state.meshRecord();
    this.records = Collections.unmodifiableMap(state.records());
    this.facts = Collections.unmodifiableMap(state.facts());
    this.sum = state.sum();
    this.root = state.root();
  }

  /** What a reader holds before its first answer. */
  public static MeshCopy empty() {
    return EMPTY;
  }

  /** What the reader holds after {@code answer}; whether it is right is for the caller to check. */
  public MeshCopy apply(MeshAnswer answer) {
    MeshDraft draft = answer.full() ? new MeshDraft() : state.copy();
    draft.take(answer);
    return new MeshCopy(draft);
  }

  /** The sites of which the other copy holds something else, or which only one of the two holds. */
  public List<SiteId> differences(MeshCopy other) {
    Set<SiteId> sites = new TreeSet<>();
    state.records().differences(other.state.records(), sites);
    state.facts().differences(other.state.facts(), sites);
    return List.copyOf(sites);
  }

  /** Empty before the first answer. */
  public Optional<DocumentText> meshRecord() {
    return meshRecord;
  }

  /** Site records in the order of their ids. */
  public Map<SiteId, DocumentText> records() {
    return records;
  }

  /** Facts in the order of their sites' ids; not every site has some. */
  public Map<SiteId, SignedFacts> facts() {
    return facts;
  }

  public Optional<DocumentText> record(SiteId site) {
    return Optional.ofNullable(records.get(site));
  }

  public Optional<SignedFacts> facts(SiteId site) {
    return Optional.ofNullable(facts.get(site));
  }

  /** The digest that a cursor of these holdings has. */
  public Digest digest() {
    return sum.value();
  }

  /** RFC 6962 root over the site records in the order of their ids. */
  public Digest root() {
    return root;
  }

  /** What the roster key must have signed; empty without a mesh record. */
  public Optional<RosterStatement> statement(MeshId mesh, int format, Epoch epoch) {
    return meshRecord.map(
        record -> new RosterStatement(mesh, format, epoch, record.sha256(), records.size(), root));
  }

  /**
   * All of this as one full answer.
   *
   * @throws IllegalStateException without a mesh record
   */
  public MeshAnswer asFull(Revision revision, Epoch epoch, Signature64 signature) {
    if (meshRecord.isEmpty()) {
      throw new IllegalStateException("an empty copy is nobody's answer");
    }
    List<SiteEntry> sites = new ArrayList<>(records.size());
    records.forEach((site, record) -> sites.add(new SiteEntry(site, record)));
    List<FactsEntry> said = new ArrayList<>(facts.size());
    facts.forEach((site, signed) -> said.add(new FactsEntry(site, signed)));
    Cursor cursor = new Cursor(revision, digest());
    return new MeshAnswer(cursor, epoch, signature, true, meshRecord, sites, said, List.of());
  }
}
