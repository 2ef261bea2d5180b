package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

class FakeHandsTest extends HandsContract {
  private static final Optional<Endpoint> ENDPOINT =
      Optional.of(Endpoint.parse("192.0.2.77:51871"));

  private final FakeHands hands = new FakeHands();

  @Override
  protected Hands hands() {
    return hands;
  }

  @Override
  protected void dropForwarded() {
    hands.machine.forwardDrops = true;
  }

  @Override
  protected void spoil(Damage damage) {
    ImaginaryMachine machine = hands.machine;
    Cidr stray = Cidr.parse("10.99.0.0/16");
    Cidr range = first.allowedIps().getFirst();
    Cidr lost = second.allowedIps().getFirst();
    switch (damage) {
      case ROUTE_DELETED -> machine.routes.remove(range);
      case ROUTE_CHANGED -> machine.routes.put(range, new Route(range, true, OptionalInt.of(1300)));
      case ROUTE_TAKEN_OVER -> {
        machine.routes.remove(range);
        machine.taken.add(range);
      }
      case STRAY_ROUTE_OF_OURS -> machine.routes.put(stray, Route.to(stray));
      case UNREACHABLE_ROUTE_DELETED -> machine.routes.remove(lost);
      case UNREACHABLE_ROUTE_LIFTED -> machine.routes.put(lost, Route.to(lost));
      case STRAY_UNREACHABLE_ROUTE -> machine.routes.put(stray, Route.unreachable(stray));
      case PRIVATE_KEY_CHANGED -> machine.key = Optional.empty();
      case PORT_CHANGED -> machine.listenPort++;
      case MARK_SET -> machine.mark = 0x77;
      case ADDRESS_DELETED -> {
        machine.addresses.clear();
        machine.routes.values().removeIf(route -> route.reachable() && route.destination().isV4());
      }
      case STRAY_ADDRESS ->
          machine.addresses.add(new InterfaceAddress(IpAddress.parse("10.9.9.9"), 24));
      case LINK_DOWN -> {
        machine.up = false;
        machine.loseRoutes();
      }
      case MTU_CHANGED -> machine.mtu = 1300;
      case INTERFACE_DELETED, DAEMON_KILLED ->
          machine.apply(new Operation.RemoveInterface(Meshes.NAME), desired);
      default -> spoilForwarding(damage);
    }
  }

  private void spoilForwarding(Damage damage) {
    ImaginaryMachine machine = hands.machine;
    switch (damage) {
      case FORWARD_RULE_DELETED ->
          machine.forwardRules.removeIf(rule -> rule.family() == IpFamily.V4);
      case FORWARDING_OFF -> machine.forwarding.remove(IpFamily.V4);
      case FORWARDING6_OFF -> machine.forwarding.remove(IpFamily.V6);
      case FILE_DELETED -> machine.file = KeptFile.GONE;
      case FILE_EDITED -> machine.file = KeptFile.EDITED;
      default -> spoilPeer(damage);
    }
  }

  private void spoilPeer(Damage damage) {
    Map<WireGuardPublicKey, ActualPeer> peers = hands.machine.peers;
    Set<Cidr> stray = Set.of(Cidr.parse("10.99.0.0/16"));
    switch (damage) {
      case PEER_DELETED -> peers.remove(first.key());
      case STRAY_PEER -> peers.put(WireGuardPrivateKey.generate().publicKey(), peer(stray, 0));
      case ALLOWED_IPS_CHANGED -> peers.put(first.key(), peer(Set.of(), 25));
      case ENDPOINT_CHANGED -> peers.put(first.key(), peer(ENDPOINT, false));
      case KEEPALIVE_OFF -> peers.put(first.key(), peer(Set.copyOf(first.allowedIps()), 0));
      case PRESHARED_KEY_SET -> peers.put(first.key(), peer(first.endpoint(), true));
      default -> spoilTable(damage);
    }
  }

  private void spoilTable(Damage damage) {
    switch (damage) {
      case TABLE_DELETED -> hands.machine.table = Optional.empty();
      case TABLE_ASLEEP, STRAY_INTERVAL -> sets(Map.of("strange", ""));
      case RULE_DELETED -> rules(List.of("regular"));
      case STRAY_RULE -> rules(with("from_tunnel", "anything goes"));
      case SET_EMPTIED -> hands.machine.sets.put("remote4", new HashSet<>());
      case ELEMENT_DELETED -> elements("remote4").remove(first.allowedIps().getFirst());
      case STRAY_ELEMENT -> elements("exported4").add(Cidr.parse("192.168.0.0/16"));
      default -> throw new IllegalArgumentException(damage + " is no damage of a table");
    }
  }

  private ActualPeer peer(Set<Cidr> allowedIps, int keepalive) {
    return new ActualPeer(allowedIps, first.endpoint(), Optional.empty(), 0, 0, keepalive, false);
  }

  private ActualPeer peer(Optional<Endpoint> endpoint, boolean shared) {
    return new ActualPeer(
        Set.copyOf(first.allowedIps()), endpoint, Optional.empty(), 0, 0, 25, shared);
  }

  private Set<Cidr> elements(String set) {
    return hands.machine.sets.getOrDefault(set, new HashSet<>());
  }

  private void sets(Map<String, String> sets) {
    TableShape shape = hands.machine.table.orElseThrow();
    hands.machine.table = Optional.of(new TableShape(shape.chains(), sets));
  }

  private void rules(List<String> ofFromTunnel) {
    TableShape shape = hands.machine.table.orElseThrow();
    Map<String, List<String>> chains = new HashMap<>(shape.chains());
    chains.put("from_tunnel", ofFromTunnel);
    hands.machine.table = Optional.of(new TableShape(chains, shape.sets()));
  }

  private List<String> with(String chain, String rule) {
    List<String> rules =
        new ArrayList<>(hands.machine.table.orElseThrow().chains().getOrDefault(chain, List.of()));
    rules.add(rule);
    return rules;
  }
}
