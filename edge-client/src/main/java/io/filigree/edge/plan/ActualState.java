package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this machine looks like now, as far as the mesh is concerned.
 *
 * @param at when this was read
 * @param link the interface; empty while there is none
 * @param device what WireGuard says of it; empty while it says nothing that can be read
 * @param routes the routes of our protocol number, by destination
 * @param taken destinations that somebody's hand routes into the interface: what {@code ip route
 *     change} makes of a route of ours
 * @param table our nftables table; empty while there is none
 * @param forward the host's FORWARD chains, one per family that has the tool
 * @param forwarding the families the kernel forwards
 * @param file how the wg-quick file stands
 * @param underlayMtu the smallest MTU, in bytes, of the interfaces that lead to the internet
 * @param moved whether an own address changed since the last apply: wireguard-go then stays deaf
 *     for 15 s unless each endpoint is set again
 * @param failures what could not be read
 */
public record ActualState(
    Instant at,
    Optional<ActualLink> link,
    Optional<ActualDevice> device,
    Map<Cidr, Route> routes,
    Set<Cidr> taken,
    Optional<ActualTable> table,
    List<ActualForward> forward,
    Set<IpFamily> forwarding,
    KeptFile file,
    int underlayMtu,
    boolean moved,
    List<Failure> failures) {

  public ActualState {
    routes = Map.copyOf(routes);
    taken = Set.copyOf(taken);
    forward = List.copyOf(forward);
    forwarding = Set.copyOf(forwarding);
    failures = List.copyOf(failures);
  }
}
