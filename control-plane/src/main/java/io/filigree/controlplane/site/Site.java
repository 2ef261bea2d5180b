package io.filigree.controlplane.site;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.SiteRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A site as operators know it.
 *
 * @param identityKey signs its requests and facts; empty for a static peer
 * @param ranges what it owns, in the order in which they were claimed
 * @param minCounter facts below it are refused
 * @param leftAt when it left the mesh by itself; its name and ranges are still reserved
 * @param version counts the changes of the site
 * @param createdAt when it joined
 */
public record Site(
    MeshId mesh,
    SiteId id,
    SiteName name,
    Labels labels,
    Optional<IdentityKey> identityKey,
    List<Range> ranges,
    long minCounter,
    Optional<Instant> leftAt,
    long version,
    Instant createdAt) {

  public Site {
    ranges = List.copyOf(ranges);
  }

  /** The record that the roster lists. */
  SiteRecord record() {
    return new SiteRecord(
        mesh, id, name, labels, identityKey, ranges, minCounter, Optional.empty());
  }
}
