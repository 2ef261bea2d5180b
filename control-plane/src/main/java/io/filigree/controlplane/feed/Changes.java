package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.ChangeKind;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed in a mesh since a revision, with today's values: a thing that changed ten times
 * stands here once.
 *
 * @param head where the mesh stands now
 * @param log the log's rows after that revision, oldest first
 * @param meshRecord the mesh record of now, changed or not
 * @param records records of the sites the rows name, as far as they are listed now
 * @param facts facts of the sites the rows name, as far as they are listed now
 */
record Changes(
    Head head,
    List<LoggedChange> log,
    DocumentText meshRecord,
    Map<SiteId, DocumentText> records,
    Map<SiteId, SignedFacts> facts) {

  /** The sites whose records changed or went; facts alone do not count. */
  Set<SiteId> rosterSites() {
    return log.stream()
        .filter(row -> row.kind() != ChangeKind.FACTS)
        .flatMap(row -> row.site().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
