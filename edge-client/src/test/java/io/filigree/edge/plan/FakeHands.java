package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands on a machine that exists only in memory: as good as the real ones, says their contract. */
public final class FakeHands implements Hands {
  final ImaginaryMachine machine = new ImaginaryMachine();
  private boolean refusesRoutes;
  private final List<DesiredState> applied = new ArrayList<>();

  /** Every state it was asked for so far. */
  public List<DesiredState> applied() {
    return List.copyOf(applied);
  }

  /** Somebody deletes a route. */
  public void loseRoute(Cidr destination) {
    machine.routes.remove(destination);
  }

  /** Whether somebody else's routes stand in the way of ours. */
  public void refuseRoutes(boolean refuse) {
    refusesRoutes = refuse;
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
    List<Operation> done = new ArrayList<>();
    List<Failure> failed = new ArrayList<>();
    for (Operation operation : Difference.between(desired, actual)) {
      if (refusesRoutes && operation instanceof Operation.OfRoute) {
        failed.add(new Failure(operation.describe(), "File exists"));
      } else {
        machine.apply(operation, desired);
        done.add(operation);
      }
    }
    // As on a real machine: there was nothing to forget, so nothing was changed by forgetting it.
    done.removeIf(Operation.ForgetMasquerading.class::isInstance);
    return new ApplyReport(done, failed);
  }

  @Override
  public ApplyReport amend(List<Operation.OfPeer> operations) {
    operations.forEach(operation -> machine.apply(operation, applied.getLast()));
    return ApplyReport.done(operations);
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
