package io.filigree.edge.plan;

import io.filigree.edge.plan.Operation.AddAddress;
import io.filigree.edge.plan.Operation.AddForwardRule;
import io.filigree.edge.plan.Operation.BringUp;
import io.filigree.edge.plan.Operation.ChangeSet;
import io.filigree.edge.plan.Operation.ClearMark;
import io.filigree.edge.plan.Operation.CreateInterface;
import io.filigree.edge.plan.Operation.EnableForwarding;
import io.filigree.edge.plan.Operation.ForgetMasquerading;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.Operation.PutPeer.How;
import io.filigree.edge.plan.Operation.PutRoute;
import io.filigree.edge.plan.Operation.ReloadTunnel;
import io.filigree.edge.plan.Operation.RemoveAddress;
import io.filigree.edge.plan.Operation.RemoveForwardRule;
import io.filigree.edge.plan.Operation.RemoveInterface;
import io.filigree.edge.plan.Operation.RemovePeer;
import io.filigree.edge.plan.Operation.RemoveRoute;
import io.filigree.edge.plan.Operation.RemoveTable;
import io.filigree.edge.plan.Operation.ReplaceTable;
import io.filigree.edge.plan.Operation.RestoreFile;
import io.filigree.edge.plan.Operation.SetListenPort;
import io.filigree.edge.plan.Operation.SetMtu;
import io.filigree.edge.plan.Operation.SetPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A machine that exists only in memory. Its fields are for a test to spoil. */
final class ImaginaryMachine {
  Instant now = Instant.parse("2026-11-24T12:00:00Z");
  boolean exists;
  boolean up;
  int mtu;
  final Set<InterfaceAddress> addresses = new HashSet<>();
  Optional<WireGuardPublicKey> key = Optional.empty();
  int listenPort;
  final Map<WireGuardPublicKey, ActualPeer> peers = new HashMap<>();
  long mark;
  final Map<Cidr, Route> routes = new HashMap<>();
  final Set<Cidr> taken = new HashSet<>();
  Optional<TableShape> table = Optional.empty();
  final Map<String, Set<Cidr>> sets = new HashMap<>();
  final Map<String, Long> drops = new HashMap<>();
  boolean forwardDrops;
  final Set<ForwardRule> forwardRules = new HashSet<>();
  final Set<IpFamily> forwarding = EnumSet.noneOf(IpFamily.class);
  KeptFile file = KeptFile.AS_WRITTEN;
  int underlayMtu = 1500;
  boolean moved;

  ImaginaryMachine copy() {
    ImaginaryMachine copy = new ImaginaryMachine();
    copy.now = now;
    copy.exists = exists;
    copy.up = up;
    copy.mtu = mtu;
    copy.addresses.addAll(addresses);
    copy.key = key;
    copy.listenPort = listenPort;
    copy.peers.putAll(peers);
    copy.mark = mark;
    copy.routes.putAll(routes);
    copy.taken.addAll(taken);
    copy.table = table;
    sets.forEach((name, elements) -> copy.sets.put(name, new HashSet<>(elements)));
    copy.drops.putAll(drops);
    copy.forwardDrops = forwardDrops;
    copy.forwardRules.addAll(forwardRules);
    copy.forwarding.addAll(forwarding);
    copy.file = file;
    copy.underlayMtu = underlayMtu;
    copy.moved = moved;
    return copy;
  }

  void handshake(WireGuardPublicKey peer) {
    peers.computeIfPresent(
        peer,
        (_, before) ->
            new ActualPeer(
                before.allowedIps(),
                before.endpoint(),
                Optional.of(now),
                before.received(),
                before.sent(),
                before.keepalive(),
                before.shared()));
  }

  ActualState observe() {
    return new ActualState(
        now,
        exists ? Optional.of(new ActualLink(up, mtu, addresses)) : Optional.empty(),
        exists ? Optional.of(new ActualDevice(key, listenPort, mark, peers)) : Optional.empty(),
        routes,
        taken,
        table.map(shape -> new ActualTable(shape, sets, drops)),
        List.of(forward(IpFamily.V4), forward(IpFamily.V6)),
        forwarding,
        file,
        underlayMtu,
        moved,
        List.of());
  }

  private ActualForward forward(IpFamily family) {
    return new ActualForward(
        family,
        forwardDrops,
        ForwardRule.Place.FORWARD,
        forwardRules.stream()
            .filter(rule -> rule.family() == family)
            .collect(Collectors.toUnmodifiableSet()));
  }

  void apply(Operation operation, DesiredState desired) {
    switch (operation) {
      case CreateInterface created -> create();
      case RemoveInterface removed -> remove();
      case ReloadTunnel load -> throw new IllegalStateException("an imaginary tunnel is readable");
      case SetPrivateKey set -> key = Optional.of(desired.privateKey().publicKey());
      case SetListenPort(int port) -> listenPort = port;
      case ClearMark cleared -> mark = 0;
      case EnableForwarding(IpFamily family) -> forwarding.add(family);
      case ForgetMasquerading forgotten -> {}
      case Operation.OfLink link -> link(link);
      case Operation.OfPeer peer -> peer(peer);
      case Operation.OfRoute route -> route(route);
      case Operation.OfTable change -> table(change);
      case AddForwardRule(ForwardRule rule) -> forwardRules.add(rule);
      case RemoveForwardRule(ForwardRule rule) -> forwardRules.remove(rule);
      case RestoreFile restored -> file = KeptFile.AS_WRITTEN;
    }
  }

  private void create() {
    exists = true;
    mtu = 1420;
  }

  private void remove() {
    exists = false;
    up = false;
    key = Optional.empty();
    listenPort = 0;
    mark = 0;
    List.of(addresses, peers.keySet(), taken).forEach(Set::clear);
    loseRoutes();
  }

  /** A route that leads nowhere is on no interface, and stays. */
  void loseRoutes() {
    routes.values().removeIf(Route::reachable);
  }

  private void link(Operation.OfLink operation) {
    switch (operation) {
      case SetMtu(int size) -> mtu = size;
      case AddAddress(InterfaceAddress address) -> addresses.add(address);
      case RemoveAddress(InterfaceAddress address) -> addresses.remove(address);
      case BringUp() -> up = true;
    }
  }

  private void peer(Operation.OfPeer operation) {
    switch (operation) {
      case RemovePeer(WireGuardPublicKey gone) -> peers.remove(gone);
      case PutPeer put -> {
        put.allowedIps().ifPresent(ranges -> takeFromOthers(put.key(), ranges));
        ActualPeer before = put.how() == How.CHANGED ? peers.get(put.key()) : null;
        peers.put(put.key(), before == null ? fresh(put) : changed(put, before));
      }
    }
  }

  /** To WireGuard a range has one owner: whoever is given it last. */
  private void takeFromOthers(WireGuardPublicKey taker, List<Cidr> ranges) {
    for (Map.Entry<WireGuardPublicKey, ActualPeer> peer : peers.entrySet()) {
      Set<Cidr> left = new HashSet<>(peer.getValue().allowedIps());
      if (!peer.getKey().equals(taker) && ranges.stream().anyMatch(left::remove)) {
        ranges.forEach(left::remove);
        peer.setValue(owning(left, peer.getValue()));
      }
    }
  }

  private static ActualPeer owning(Set<Cidr> allowedIps, ActualPeer peer) {
    return new ActualPeer(
        allowedIps,
        peer.endpoint(),
        peer.latestHandshake(),
        peer.received(),
        peer.sent(),
        peer.keepalive(),
        peer.shared());
  }

  private static ActualPeer fresh(PutPeer put) {
    return changed(
        put, new ActualPeer(Set.of(), Optional.empty(), Optional.empty(), 0, 0, 0, false));
  }

  private static ActualPeer changed(PutPeer put, ActualPeer before) {
    Set<Cidr> allowedIps = put.allowedIps().map(Set::copyOf).orElse(before.allowedIps());
    Optional<Endpoint> endpoint = put.endpoint().or(before::endpoint);
    return new ActualPeer(
        allowedIps,
        endpoint,
        before.latestHandshake(),
        before.received(),
        before.sent(),
        put.keepalive().orElse(before.keepalive()),
        before.shared() && !put.unshared());
  }

  private void route(Operation.OfRoute operation) {
    switch (operation) {
      case PutRoute(Route route, boolean replace) -> {
        taken.remove(route.destination());
        routes.put(route.destination(), route);
      }
      case RemoveRoute(Route route) -> routes.remove(route.destination());
    }
  }

  private void table(Operation.OfTable operation) {
    switch (operation) {
      case RemoveTable(String name) -> table = Optional.empty();
      case ReplaceTable(NftTable fresh, String what) -> {
        table = Optional.of(fresh.shape());
        sets.clear();
        fresh.sets().forEach(set -> sets.put(set.name(), new HashSet<>(set.elements())));
      }
      case ChangeSet change -> {
        Set<Cidr> elements = sets.computeIfAbsent(change.set(), name -> new HashSet<>());
        change.removed().forEach(elements::remove);
        elements.addAll(change.added());
      }
    }
  }
}
