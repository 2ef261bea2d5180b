package io.filigree.edge.hands;

import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.NftTable;
import io.filigree.edge.plan.Operation.OfForward;
import io.filigree.edge.plan.Operation.OfRoute;
import io.filigree.edge.plan.Operation.OfTable;
import io.filigree.edge.plan.Operation.RemoveForwardRule;
import io.filigree.edge.plan.Operation.RemoveInterface;
import io.filigree.edge.plan.Operation.RemoveRoute;
import io.filigree.edge.plan.Operation.RemoveTable;
import java.util.List;

/**
 * Takes everything away: first the way in, then what guarded it. The routes go with the interface,
 * but for those that lead nowhere. Forwarding stays on, for others on this machine may have come to
 * rely on it.
 */
final class Removal {
  private final Parts parts;
  private final InterfaceName name;

  Removal(Parts parts, InterfaceName name) {
    this.parts = parts;
    this.name = name;
  }

  ApplyReport from(ActualState actual) {
    List<OfForward> rules =
        actual.forward().stream()
            .flatMap(chain -> chain.rules().stream())
            .<OfForward>map(RemoveForwardRule::new)
            .toList();
    ApplyReport report = parts.forward().change(rules);
    if (actual.link().isPresent()) {
      report = report.and(parts.wireGuard().remove(new RemoveInterface(name)));
    }
    return report
        .and(parts.network().changeRoutes(leadingNowhere(actual)))
        .and(parts.table().change(table(actual)));
  }

  private static List<OfRoute> leadingNowhere(ActualState actual) {
    return actual.routes().values().stream()
        .filter(route -> !route.reachable())
        .<OfRoute>map(RemoveRoute::new)
        .toList();
  }

  private List<OfTable> table(ActualState actual) {
    return actual.table().stream()
        .<OfTable>map(t -> new RemoveTable(NftTable.nameFor(name)))
        .toList();
  }
}
