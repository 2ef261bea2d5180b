package io.filigree.edge.plan;

import io.filigree.edge.plan.NftTable.NftSet;
import io.filigree.edge.plan.Operation.AddForwardRule;
import io.filigree.edge.plan.Operation.ChangeSet;
import io.filigree.edge.plan.Operation.ForgetMasquerading;
import io.filigree.edge.plan.Operation.RemoveForwardRule;
import io.filigree.edge.plan.Operation.RemoveTable;
import io.filigree.edge.plan.Operation.ReplaceTable;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to change in our own table and in the host's FORWARD chains. */
final class FirewallDifference {
  private FirewallDifference() {}

  static List<Operation> ofTable(DesiredState desired, ActualState actual, int mtu) {
    if (!desired.firewall()) {
      return actual.table().stream()
          .<Operation>map(table -> new RemoveTable(NftTable.nameFor(desired.name())))
          .toList();
    }
    NftTable table = MeshTable.of(desired, mtu, shared(desired, actual));
    if (actual.table().isEmpty()) {
      return fresh(desired, table, "firewall table");
    }
    TableShape shape = table.shape();
    ActualTable found = actual.table().get();
    return found.shape().equals(shape)
        ? changes(desired, table, found)
        : fresh(desired, table, shape.unlike(found.shape()) + " of firewall table");
  }

  private static List<Operation> fresh(DesiredState desired, NftTable table, String what) {
    return List.of(new ReplaceTable(table, what), forget(desired, desired.routes().keySet()));
  }

  private static List<Operation> changes(
      DesiredState desired, NftTable table, ActualTable present) {
    List<Operation> operations = new ArrayList<>();
    Set<Cidr> newlyRemote = new HashSet<>();
    for (NftSet set : table.sets()) {
      if (set.meter()) {
        continue;
      }
      Set<Cidr> before = present.elements().getOrDefault(set.name(), Set.of());
      List<Cidr> added = without(set.elements(), before);
      List<Cidr> removed = without(before, Set.copyOf(set.elements()));
      if (!added.isEmpty() || !removed.isEmpty()) {
        operations.add(new ChangeSet(table.name(), set.name(), added, removed));
      }
      if (set.name().startsWith("remote")) {
        newlyRemote.addAll(added);
      }
    }
    if (!newlyRemote.isEmpty()) {
      operations.add(forget(desired, newlyRemote));
    }
    return operations;
  }

  private static Operation forget(DesiredState desired, Set<Cidr> remote) {
    return new ForgetMasquerading(desired.local(), remote.stream().sorted().toList());
  }

  private static List<Cidr> without(Iterable<Cidr> ranges, Set<Cidr> others) {
    List<Cidr> left = new ArrayList<>();
    ranges.forEach(range -> {
      if (!others.contains(range)) {
        left.add(range);
      }
    });
    left.sort(null);
    return left;
  }

  /** Addresses several peers send from, as far as known: configured, or learned by WireGuard. */
  private static List<Cidr> shared(DesiredState desired, ActualState actual) {
    Map<IpAddress, Integer> users = new HashMap<>();
    Map<?, ActualPeer> present =
        actual.device().<Map<?, ActualPeer>>map(ActualDevice::peers).orElse(Map.of());
    for (DesiredPeer peer : desired.peers().values()) {
      Optional<Endpoint> learned =
          Optional.ofNullable(present.get(peer.key())).flatMap(ActualPeer::endpoint);
      Stream.concat(peer.endpoint().stream(), learned.stream())
          .flatMap(endpoint -> endpoint.address().stream())
          .distinct()
          .forEach(address -> users.merge(address, 1, Integer::sum));
    }
    return users.entrySet().stream()
        .filter(user -> user.getValue() > 1)
        .map(user -> Cidr.ofHost(user.getKey()))
        .sorted()
        .toList();
  }

  static List<Operation> ofForward(DesiredState desired, ActualState actual) {
    List<Operation> operations = new ArrayList<>();
    for (ActualForward forward : actual.forward()) {
      Set<ForwardRule> wanted = wanted(desired, forward);
      wanted.stream()
          .filter(rule -> !forward.rules().contains(rule))
          .forEach(rule -> operations.add(new AddForwardRule(rule)));
      forward.rules().stream()
          .filter(rule -> !wanted.contains(rule))
          .forEach(rule -> operations.add(new RemoveForwardRule(rule)));
    }
    return operations;
  }

  private static Set<ForwardRule> wanted(DesiredState desired, ActualForward forward) {
    boolean needed =
        desired.firewall() && forward.drops() && desired.forwarding().contains(forward.family());
    return needed
        ? Stream.of(ForwardRule.Direction.values())
            .map(direction -> new ForwardRule(forward.family(), forward.place(), direction))
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
