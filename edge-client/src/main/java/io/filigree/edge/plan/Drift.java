package io.filigree.edge.plan;

import io.filigree.edge.plan.Operation.AddAddress;
import io.filigree.edge.plan.Operation.BringUp;
import io.filigree.edge.plan.Operation.CreateInterface;
import io.filigree.edge.plan.Operation.EnableForwarding;
import io.filigree.edge.plan.Operation.ForgetMasquerading;
import io.filigree.edge.plan.Operation.OfForward;
import io.filigree.edge.plan.Operation.OfTable;
import io.filigree.edge.plan.Operation.PutPeer;
import io.filigree.edge.plan.Operation.PutRoute;
import io.filigree.edge.plan.Operation.RestoreFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a heal from a change: what had to be done although this machine was right before and nobody
 * asked for anything else since.
 */
public final class Drift {
  private Drift() {}

  /**
   * The heals among what was changed, each cause once.
   *
   * @param settled what this machine was made to be before
   * @param desired what it was made to be now
   * @param right the machine at the last look that found nothing to do
   * @param found the machine just before it was changed
   */
  public static List<Operation> healed(
      List<Operation> changed,
      DesiredState settled,
      DesiredState desired,
      ActualState right,
      ActualState found) {
    Set<Operation> undone = new HashSet<>(Difference.between(settled, found));
    Set<Operation> asked =
        new HashSet<>(Difference.between(desired, since(right, right.device(), found)));
    // Which addresses several peers share depends on where the peers are seen now.
    asked.addAll(
        FirewallDifference.ofTable(
            desired,
            since(right, found.device(), found),
            Difference.innerMtu(found.underlayMtu())));
    List<Operation> healed = new ArrayList<>();
    for (Operation operation : changed) {
      boolean drifted = undone.contains(operation) && !asked.contains(operation);
      if (drifted && !isOurOwnDoing(operation)) {
        healed.add(operation);
      }
    }
    return causes(healed);
  }

  /** What is done now and then, whatever was found. */
  private static boolean isOurOwnDoing(Operation operation) {
    return operation instanceof ForgetMasquerading
        || (operation instanceof PutPeer peer && peer.how() == PutPeer.How.AGAIN);
  }

  /** What was right then, in the surroundings of now: those may change without anybody's doing. */
  private static ActualState since(
      ActualState right, Optional<ActualDevice> device, ActualState found) {
    return new ActualState(
        found.at(),
        right.link(),
        device,
        right.routes(),
        right.taken(),
        right.table(),
        right.forward(),
        right.forwarding(),
        right.file(),
        found.underlayMtu(),
        found.moved(),
        List.of());
  }

  /** An interface takes everything on it along, a link that goes down its routes. */
  private static List<Operation> causes(List<Operation> healed) {
    boolean created = healed.stream().anyMatch(CreateInterface.class::isInstance);
    boolean raised = healed.stream().anyMatch(BringUp.class::isInstance);
    Set<IpFamily> addressed = new HashSet<>();
    for (Operation operation : healed) {
      if (operation instanceof AddAddress(InterfaceAddress address)) {
        addressed.add(IpFamily.of(address.address()));
      }
    }
    return healed.stream()
        .filter(operation ->
            switch (operation) {
              case CreateInterface create -> true;
              case OfTable table -> true;
              case OfForward rule -> true;
              case EnableForwarding switched -> true;
              case RestoreFile file -> true;
              case AddAddress added -> !created && !raised;
              // The kernel drops the routes of a family with the interface's last address of it.
              case PutRoute(Route route, boolean replace) ->
                  !created && !raised && !addressed.contains(IpFamily.of(route.destination()));
              default -> !created;
            })
        .toList();
  }
}
