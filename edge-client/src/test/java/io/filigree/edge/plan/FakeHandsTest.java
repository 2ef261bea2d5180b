package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class FakeHandsTest extends HandsContract {
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
    switch (damage) {
      case ROUTE_DELETED -> machine.routes.remove(first.allowedIps().getFirst());
      case STRAY_ROUTE_OF_OURS -> machine.routes.put(stray, Route.to(stray));
      case PEER_DELETED -> machine.peers.remove(first.key());
      case FOREIGN_PEER ->
          machine.peers.put(WireGuardPrivateKey.generate().publicKey(), peer(Set.of(stray), 0));
      case ALLOWED_IPS_CHANGED -> machine.peers.put(first.key(), peer(Set.of(), 25));
      case KEEPALIVE_OFF -> machine.peers.put(first.key(), peer(Set.copyOf(first.allowedIps()), 0));
      case PRIVATE_KEY_CHANGED -> machine.key = Optional.empty();
      case PORT_CHANGED -> machine.listenPort++;
      case ADDRESS_DELETED -> machine.addresses.clear();
      case STRAY_ADDRESS ->
          machine.addresses.add(InterfaceAddress.single(IpAddress.parse("10.9.9.9")));
      case LINK_DOWN -> {
        machine.up = false;
        machine.routes.clear();
      }
      case MTU_CHANGED -> machine.mtu = 1300;
      case INTERFACE_DELETED -> machine.apply(new Operation.RemoveInterface(Meshes.NAME), desired);
      case TABLE_DELETED -> machine.table = Optional.empty();
      case RULE_DELETED, FOREIGN_RULE ->
          machine.table = Optional.of(new TableShape(Map.of("forward", List.of()), Map.of()));
      case SET_EMPTIED -> machine.sets.put("remote4", new HashSet<>());
      case FORWARD_RULE_DELETED -> machine.forwardRules.clear();
      case FORWARDING_OFF -> machine.forwarding.clear();
    }
  }

  private ActualPeer peer(Set<Cidr> allowedIps, int keepalive) {
    return new ActualPeer(allowedIps, first.endpoint(), Optional.empty(), 0, 0, keepalive);
  }
}
