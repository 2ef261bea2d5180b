package io.filigree.controlplane.ledger;

import io.filigree.protocol.digest.DigestSum;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.roster.Epoch;
import java.util.Optional;

/**
 * One thing that changed, with its old and its new document: the difference of their digests is
 * what moves the mesh's digest, so a change costs the same in a mesh of three sites and of ten
 * thousand.
 */
public sealed interface Change {

  /** The mesh record was written; {@code old} is empty when the mesh is made. */
  record MeshRecordChanged(Optional<DocumentText> old, DocumentText now) implements Change {}

  /** A site entered the roster ({@code old} is empty) or its record changed. */
  record SiteChanged(SiteId site, Optional<DocumentText> old, DocumentText now) implements Change {}

  /** A site left the roster; its facts, if it had put any, go with it. */
  record SiteRemoved(SiteId site, DocumentText record, Optional<DocumentText> facts)
      implements Change {}

  /** A listed site put facts. */
  record FactsChanged(SiteId site, Optional<DocumentText> old, DocumentText now)
      implements Change {}

  /** A roster was signed; the ledger stores both values on the mesh row. */
  record RosterSigned(Epoch epoch, Signature64 signature) implements Change {}

  /** The row it becomes in the change log. */
  default ChangeKind kind() {
    return switch (this) {
      case MeshRecordChanged _ -> ChangeKind.MESH;
      case SiteChanged _ -> ChangeKind.SITE;
      case SiteRemoved _ -> ChangeKind.REMOVED;
      case FactsChanged _ -> ChangeKind.FACTS;
      case RosterSigned _ -> ChangeKind.ROSTER;
    };
  }

  /** The site it is about; empty for the mesh record and the roster. */
  default Optional<SiteId> subject() {
    return switch (this) {
      case SiteChanged changed -> Optional.of(changed.site());
      case SiteRemoved removed -> Optional.of(removed.site());
      case FactsChanged changed -> Optional.of(changed.site());
      case MeshRecordChanged _, RosterSigned _ -> Optional.empty();
    };
  }

  /** The sum with this change's old documents taken out and its new one put in. */
  default DigestSum applyTo(DigestSum sum) {
    return switch (this) {
      case MeshRecordChanged changed -> replace(sum, changed.old(), changed.now());
      case SiteChanged changed -> replace(sum, changed.old(), changed.now());
      case FactsChanged changed -> replace(sum, changed.old(), changed.now());
      case SiteRemoved removed ->
          without(without(sum, Optional.of(removed.record())), removed.facts());
      case RosterSigned _ -> sum;
    };
  }

  private static DigestSum replace(DigestSum sum, Optional<DocumentText> old, DocumentText now) {
    return without(sum, old).add(now.sha256());
  }

  private static DigestSum without(DigestSum sum, Optional<DocumentText> old) {
    return old.map(document -> sum.subtract(document.sha256())).orElse(sum);
  }
}
