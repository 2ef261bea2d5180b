package io.filigree.edge.agent;

import io.filigree.protocol.name.SiteName;
import java.util.Set;

/**
 * What the operator of a site lets it spend on peers without traffic.
 *
 * @param most how many direct peers are kept open through NAT at a time, besides the pinned ones; a
 *     keepalive to one of them costs some 20 MB a month
 * @param pinned peers that are kept warm whatever goes to them
 * @param metered whether the uplink costs money: nobody but the pinned ones is kept warm then, and
 *     nobody but the relays is probed
 */
public record WarmPolicy(int most, Set<SiteName> pinned, boolean metered) {

  /** What a site gets whose operator says nothing. */
  public static final WarmPolicy USUAL = new WarmPolicy(32, Set.of(), false);

  public WarmPolicy {
    pinned = Set.copyOf(pinned);
  }

  boolean pins(SiteName peer) {
    return pinned.contains(peer);
  }

  /** How many unpinned peers may be kept open through NAT. */
  int unpinned() {
    return metered ? 0 : most;
  }
}
