package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SiteRecord;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What this machine should look like for its mesh.
 *
 * @param name the interface
 * @param privateKey the site's key
 * @param listenPort the UDP port WireGuard listens on
 * @param addresses the interface's own addresses
 * @param local own ranges whose packets keep their source address: tunnel and routed ones
 * @param exported own ranges that the mesh may reach through this machine: routed ones
 * @param peers who is talked to, by key
 * @param routes what lies behind the interface, by destination
 * @param firewall whether Filigree keeps a table of its own and the FORWARD rules
 */
public record DesiredState(
    InterfaceName name,
    WireGuardPrivateKey privateKey,
    int listenPort,
    List<InterfaceAddress> addresses,
    List<Cidr> local,
    List<Cidr> exported,
    Map<WireGuardPublicKey, DesiredPeer> peers,
    Map<Cidr, Route> routes,
    boolean firewall) {
  public DesiredState {
    addresses = List.copyOf(addresses);
    local = List.copyOf(local);
    exported = List.copyOf(exported);
    peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
    routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
  }

  /** What a site's view of its mesh comes to. */
  public static DesiredState of(SiteView view) {
    var peers = new LinkedHashMap<WireGuardPublicKey, DesiredPeer>();
    var routes = new LinkedHashMap<Cidr, Route>();
    for (RelayView relay : view.relays()) {
      add(planned(relay), List.of(), peers, routes);
    }
    for (PeerView peer : view.peers()) {
      peer.key().ifPresent(key -> add(planned(key, peer), lost(peer), peers, routes));
    }
    List<Range> own = view.own().ranges();
    return new DesiredState(
        new InterfaceName(view.interfaceName()),
        view.privateKey(),
        view.listenPort(),
        tunnelAddresses(view.own()),
        ranges(own, DesiredState::inMesh),
        ranges(own, range -> range.routed() && !isTunnel(range)),
        peers,
        routes,
        view.firewall());
  }

  private static void add(
      DesiredPeer next,
      List<Cidr> lost,
      Map<WireGuardPublicKey, DesiredPeer> peers,
      Map<Cidr, Route> routes) {
    peers.put(next.key(), next);
    for (Cidr range : next.allowedIps()) {
      routes.put(range, lost.contains(range) ? Route.unreachable(range) : Route.to(range));
    }
  }

  /** What lies behind a peer that is down; at its tunnel address it is asked on. */
  private static List<Cidr> lost(PeerView peer) {
    return peer.down()
        ? ranges(peer.record().ranges(), range -> range.routed() && !isTunnel(range))
        : List.of();
  }

  /** The addresses of a site's gateway in the mesh. */
  public static List<InterfaceAddress> tunnelAddresses(SiteRecord site) {
    return ranges(site.ranges(), DesiredState::isTunnel).stream()
        .map(InterfaceAddress::ofSite)
        .toList();
  }

  static DesiredPeer planned(WireGuardPublicKey key, PeerView peer) {
    return new DesiredPeer(
        key,
        ranges(peer.record().ranges(), DesiredState::inMesh),
        literal(peer.endpoint()),
        peer.keepalive(),
        peer.firstMove());
  }

  private static DesiredPeer planned(RelayView relay) {
    return new DesiredPeer(
        relay.key(),
        List.of(Cidr.ofHost(relay.address())),
        literal(relay.endpoint()),
        relay.keepalive(),
        FirstMove.START);
  }

  /** wg would ask the name service, and refuse everything for one name it cannot find. */
  private static Optional<Endpoint> literal(Optional<Endpoint> endpoint) {
    return endpoint.filter(known -> known.address().isPresent());
  }

  /** The families this machine has to forward for its site. */
  public Set<IpFamily> forwarding() {
    Set<IpFamily> families = EnumSet.noneOf(IpFamily.class);
    exported.forEach(range -> families.add(IpFamily.of(range)));
    return families;
  }

  private static List<Cidr> ranges(List<Range> ranges, Predicate<Range> wanted) {
    return ranges.stream().filter(wanted).map(Range::cidr).sorted().toList();
  }

  private static boolean inMesh(Range range) {
    return range.routed() || isTunnel(range);
  }

  private static boolean isTunnel(Range range) {
    return range.kind() == RangeKind.TUNNEL;
  }
}
