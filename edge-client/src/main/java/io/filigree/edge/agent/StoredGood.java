package io.filigree.edge.agent;

import io.filigree.edge.trust.KnownFacts;
import io.filigree.edge.trust.LastGood;
import io.filigree.edge.trust.Peer;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.MeshCopy;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SiteRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The last good states that the disk held. Each is read when it is asked for: of 10,000 sites a few
 * are our peers.
 */
final class StoredGood implements LastGood {

  private final MeshCopy copy;
  private final SortedMap<SiteId, Optional<Memory.Site>> exceptions;
  private final Map<SiteId, Optional<Peer>> read = new HashMap<>();

  StoredGood(MeshCopy copy, SortedMap<SiteId, Optional<Memory.Site>> exceptions) {
    this.copy = copy;
    this.exceptions = exceptions;
  }

  @Override
  public Optional<Peer> of(SiteId site) {
    return read.computeIfAbsent(site, this::read);
  }

  private Optional<Peer> read(SiteId site) {
    Optional<Memory.Site> stored =
        exceptions.containsKey(site)
            ? exceptions.get(site)
            : copy.record(site).map(record -> new Memory.Site(record, copy.facts(site)));
    return stored.flatMap(StoredGood::peer);
  }

  /** Unreadable here means refused by the screen, which looks at the same bytes again. */
  private static Optional<Peer> peer(Memory.Site site) {
    try {
      SiteRecord record = SiteRecord.parse(site.record());
      return Optional.of(new Peer(record, site.record(), site.facts().map(StoredGood::facts)));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static KnownFacts facts(SignedFacts signed) {
    return new KnownFacts(Facts.parse(signed.document()), signed);
  }
}
