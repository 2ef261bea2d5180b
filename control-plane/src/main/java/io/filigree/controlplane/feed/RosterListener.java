package io.filigree.controlplane.feed;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.util.Set;

/**
 * Is told which sites' records changed, before anybody sees the change in the feed; must return at
 * once.
 */
interface RosterListener {

  /** These sites were listed, changed or removed. */
  void sitesChanged(MeshId mesh, Set<SiteId> sites);

  /** Nobody knows what changed. */
  void everythingChanged(MeshId mesh);
}
