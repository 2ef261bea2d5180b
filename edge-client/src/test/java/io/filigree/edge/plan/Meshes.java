package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Desired states for tests: site number {@code n} has 100.100.0.n, 10.n.0.0/16 and fd00:n::/48. */
public final class Meshes {
  public static final InterfaceName NAME = new InterfaceName("filigree0");

  private Meshes() {}

  /** A site with these peers. */
  public static DesiredState site(int number, WireGuardPrivateKey key, DesiredPeer... peers) {
    Map<WireGuardPublicKey, DesiredPeer> byKey = new LinkedHashMap<>();
    Map<Cidr, Route> routes = new LinkedHashMap<>();
    for (DesiredPeer peer : peers) {
      byKey.put(peer.key(), peer);
      peer.allowedIps().forEach(range -> routes.put(range, Route.to(range)));
    }
    List<Cidr> exported = new ArrayList<>(ranges(number));
    Cidr tunnel = exported.removeFirst();
    return new DesiredState(
        NAME,
        key,
        51871,
        List.of(InterfaceAddress.single(tunnel.address())),
        ranges(number),
        exported,
        byKey,
        routes,
        true);
  }

  /** The same state while that peer answers in no way. */
  public static DesiredState down(DesiredState desired, DesiredPeer peer) {
    Map<Cidr, Route> routes = new LinkedHashMap<>(desired.routes());
    for (Cidr range : peer.allowedIps()) {
      if (!range.equals(Cidr.ofHost(range.address()))) {
        routes.put(range, Route.unreachable(range));
      }
    }
    return with(desired, routes, desired.firewall());
  }

  /** A peer that is warm and may be talked to. */
  public static DesiredPeer peer(int number, WireGuardPublicKey key, String endpoint) {
    return new DesiredPeer(
        key, ranges(number), Optional.of(Endpoint.parse(endpoint)), 25, FirstMove.START);
  }

  /** A peer of a key of its own at an address where nobody is. */
  public static DesiredPeer peer(int number) {
    return peer(number, WireGuardPrivateKey.generate().publicKey(), "192.0.2." + number + ":51871");
  }

  /** Tunnel, IPv4 pods, IPv6 pods. */
  public static List<Cidr> ranges(int number) {
    return List.of(
        Cidr.ofHost(IpAddress.parse("100.100.0." + number)),
        Cidr.parse("10." + number + ".0.0/16"),
        Cidr.parse("fd00:" + number + "::/48"));
  }

  /** The same state with another firewall setting. */
  public static DesiredState withoutFirewall(DesiredState desired) {
    return with(desired, desired.routes(), false);
  }

  private static DesiredState with(
      DesiredState desired, Map<Cidr, Route> routes, boolean firewall) {
    return new DesiredState(
        desired.name(),
        desired.privateKey(),
        desired.listenPort(),
        desired.addresses(),
        desired.local(),
        desired.exported(),
        desired.peers(),
        routes,
        firewall);
  }
}
