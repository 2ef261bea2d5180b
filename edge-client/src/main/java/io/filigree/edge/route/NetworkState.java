package io.filigree.edge.route;

import io.filigree.edge.plan.ActualLink;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.edge.plan.Route;
import io.filigree.protocol.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The network of this machine, as far as the mesh is concerned.
 *
 * @param link the mesh interface; empty while there is none
 * @param routes our routes by destination
 * @param taken what somebody's hand routes into the interface
 * @param underlayMtu the smallest MTU, in bytes, of the interfaces with a default route
 * @param interfaces the names of all other interfaces
 * @param addresses the addresses of all other interfaces that carry packets, without link-local
 *     ones
 * @param failures what could not be read
 */
public record NetworkState(
    Optional<ActualLink> link,
    Map<Cidr, Route> routes,
    Set<Cidr> taken,
    int underlayMtu,
    Set<String> interfaces,
    Set<InterfaceAddress> addresses,
    List<Failure> failures) {}
