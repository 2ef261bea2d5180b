package io.filigree.edge.trust;

import io.filigree.protocol.name.SiteId;
import java.util.Map;
import java.util.Optional;

/** The state of each site that counted so far; asked only for sites that matter to us. */
@FunctionalInterface
public interface LastGood {

  /** Empty for a site of which nothing ever counted. */
  Optional<Peer> of(SiteId site);

  /** The states in this map. */
  static LastGood of(Map<SiteId, Peer> peers) {
    return site -> Optional.ofNullable(peers.get(site));
  }
}
