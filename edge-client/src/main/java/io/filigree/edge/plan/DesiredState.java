package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
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
  /**
   * Seconds: shorter than any NAT mapping worth serving, and what wg's own documentation advises.
   */
  private static final int WARM = 25;

  /** Above this many peers their keepalives would cost more than they are worth (wire.md). */
  private static final int WARM_LINKS = 100;

  public DesiredState {
    addresses = List.copyOf(addresses);
    local = List.copyOf(local);
    exported = List.copyOf(exported);
    peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
    routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
  }

  /** What a site's view of its mesh comes to. */
  public static DesiredState of(SiteView view) {
    int keepalive = warm(view.peers().size()) ? WARM : 0;
    var peers = new LinkedHashMap<WireGuardPublicKey, DesiredPeer>();
    var routes = new LinkedHashMap<Cidr, Route>();
    for (PeerView peer : view.peers()) {
      Optional<DesiredPeer> planned = peer.key().map(key -> planned(key, peer, keepalive));
      planned.ifPresent(next -> {
        peers.put(next.key(), next);
        next.allowedIps().forEach(range -> routes.put(range, Route.to(range)));
      });
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

  /**
   * Whether so many peers are kept warm by keepalives. Cold ones are silent until a packet is to go
   * to them, and no handshake is begun for any other reason.
   */
  public static boolean warm(int peers) {
    return peers <= WARM_LINKS;
  }

  /** The addresses of a site's gateway in the mesh. */
  public static List<InterfaceAddress> tunnelAddresses(SiteRecord site) {
    return ranges(site.ranges(), DesiredState::isTunnel).stream()
        .map(InterfaceAddress::ofSite)
        .toList();
  }

  static DesiredPeer planned(WireGuardPublicKey key, PeerView peer, int keepalive) {
    return new DesiredPeer(
        key,
        ranges(peer.record().ranges(), DesiredState::inMesh),
        // wg would ask the name service, and refuse everything for one name it cannot find.
        peer.endpoint().filter(endpoint -> endpoint.address().isPresent()),
        keepalive,
        peer.firstMove());
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
