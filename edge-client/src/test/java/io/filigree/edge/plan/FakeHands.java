package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands on a machine that exists only in memory: as good as the real ones, says their contract. */
public final class FakeHands implements Hands {
  final ImaginaryMachine machine = new ImaginaryMachine();
  private final List<DesiredState> applied = new ArrayList<>();

  /** Every state it was asked for so far. */
  public List<DesiredState> applied() {
    return List.copyOf(applied);
  }

  /** Somebody deletes a route. */
  public void loseRoute(Cidr destination) {
    machine.routes.remove(destination);
  }

  /** Somebody removes a peer. */
  public void losePeer(WireGuardPublicKey key) {
    machine.peers.remove(key);
  }

  /** The kernel deletes the interface, as when wireguard-go dies. */
  public void loseInterface() {
    machine.apply(new Operation.RemoveInterface(Meshes.NAME), applied.getLast());
  }

  /** The table has dropped so many packets by now. */
  public void dropped(String rule, long packets) {
    machine.drops.put(rule, packets);
  }

  @Override
  public ActualState observe() {
    return machine.observe();
  }

  @Override
  public ApplyReport apply(DesiredState desired, ActualState actual) {
    applied.add(desired);
    List<Operation> operations = Difference.between(desired, actual);
    operations.forEach(operation -> machine.apply(operation, desired));
    // As on a real machine: there was nothing to forget, so nothing was changed by forgetting it.
    return ApplyReport.done(
        operations.stream().filter(o -> !(o instanceof Operation.ForgetMasquerading)).toList());
  }

  @Override
  public ApplyReport removeAll() {
    boolean wasThere = machine.exists;
    machine.table = Optional.empty();
    machine.forwardRules.clear();
    machine.exists = false;
    machine.up = false;
    machine.routes.clear();
    machine.peers.clear();
    machine.addresses.clear();
    return wasThere
        ? ApplyReport.done(List.of(new Operation.RemoveInterface(Meshes.NAME)))
        : ApplyReport.NOTHING;
  }
}
