package io.filigree.controlplane.feed;

import io.filigree.controlplane.ledger.LogBound;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.util.List;
import java.util.Map;

/**
 * A whole mesh at one moment.
 *
 * @param head where it stands
 * @param meshRecord its record
 * @param records the record of every listed site
 * @param facts the facts of every listed site that has put some
 * @param log the change log, oldest first, as far back as it is kept
 * @param bound how far back that is
 */
record Snapshot(
    Head head,
    DocumentText meshRecord,
    Map<SiteId, DocumentText> records,
    Map<SiteId, SignedFacts> facts,
    List<LoggedChange> log,
    LogBound bound) {}
