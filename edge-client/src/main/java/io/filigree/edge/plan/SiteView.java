package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.record.SiteRecord;
import java.util.List;

/**
 * Everything the planner may know: what this site is and whom it peers with. Nothing in it came
 * from the network unverified.
 *
 * @param own this site's own record
 * @param privateKey this site's WireGuard key (masked in every text form)
 * @param interfaceName the name of the mesh interface, such as {@code filigree0}
 * @param listenPort the UDP port WireGuard listens on
 * @param firewall false when the operator keeps Filigree out of nftables
 * @param relays the mesh's relays
 * @param peers the peers, in site-id order; empty when the site was removed from its mesh
 */
public record SiteView(
    SiteRecord own,
    WireGuardPrivateKey privateKey,
    String interfaceName,
    int listenPort,
    boolean firewall,
    List<RelayView> relays,
    List<PeerView> peers) {

  public SiteView {
    relays = List.copyOf(relays);
    peers = List.copyOf(peers);
  }
}
