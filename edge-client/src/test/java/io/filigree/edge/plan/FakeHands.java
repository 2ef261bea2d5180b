package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands on a machine that exists only in memory: as good as the real ones, says their contract. */
public final class FakeHands implements Hands {
  final ImaginaryMachine machine;
  private boolean refusesRoutes;
  private final List<DesiredState> applied = new ArrayList<>();

  public FakeHands() {
    this(new ImaginaryMachine());
  }

  private FakeHands(ImaginaryMachine machine) {
    this.machine = machine;
  }

  /** Hands on a machine of its own that looks the same. */
  public FakeHands copy() {
    return new FakeHands(machine.copy());
  }

  /** Every state it was asked for so far. */
  public List<DesiredState> applied() {
    return List.copyOf(applied);
  }

  /** What the machine's clock says from now on. */
  public void clock(Instant now) {
    machine.now = now;
  }

  /** The keys of the peers that are configured. */
  public Set<WireGuardPublicKey> peers() {
    return Set.copyOf(machine.peers.keySet());
  }

  /** Whether a peer is configured. */
  public boolean has(WireGuardPublicKey peer) {
    return machine.peers.containsKey(peer);
  }

  /** The peer completes a handshake with this machine now, if it is configured. */
  public void handshake(WireGuardPublicKey peer) {
    machine.handshake(peer);
  }

  /** As {@link #apply}, but the process dies after so many operations. */
  public void applyFirst(int operations, DesiredState desired, ActualState actual) {
    Difference.between(desired, actual).stream()
        .limit(operations)
        .forEach(operation -> machine.apply(operation, desired));
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
