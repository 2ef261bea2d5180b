package io.filigree.edge.agent;

import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.Endpoint;
import java.util.List;

/**
 * What does not change while the client runs.
 *
 * @param root what this site believes from the day it joined
 * @param privateKey its WireGuard key
 * @param interfaceName the mesh interface
 * @param listenPort WireGuard's UDP port
 * @param firewall whether Filigree keeps a table of its own in nftables
 * @param clock whether a clock that is behind at start may be set
 * @param declared endpoints the operator declared for this site
 * @param urls the coordinators named in the join token, for as long as the mesh record names none
 * @param pins their pins, likewise; none for a public CA
 * @param warm what it may spend on peers without traffic
 * @param version the client's version, for the status report
 */
public record Settings(
    TrustRoot root,
    WireGuardPrivateKey privateKey,
    String interfaceName,
    int listenPort,
    boolean firewall,
    boolean clock,
    List<Endpoint> declared,
    List<CoordinatorUrl> urls,
    List<Pin> pins,
    WarmPolicy warm,
    String version) {

  public Settings {
    declared = List.copyOf(declared);
    urls = List.copyOf(urls);
    pins = List.copyOf(pins);
  }

  /** Whether others can reach this site only after it has sent something. */
  boolean behindNat() {
    return declared.isEmpty();
  }

  /** Whether it is on us to try direct ways to that peer; two ends that act at once collide. */
  boolean tries(WireGuardPublicKey peer) {
    return behindNat() || first(peer);
  }

  /** Whether it is on us to propose a way to a peer that cannot just be called. */
  boolean offers(WireGuardPublicKey peer) {
    return behindNat() && first(peer);
  }

  /** Of two ends that could act, the one with the smaller key does. */
  boolean first(WireGuardPublicKey peer) {
    return root.wireGuardKey().compareTo(peer) < 0;
  }
}
