package io.filigree.edge.hands;

import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.BringUp;
import io.filigree.edge.plan.Operation.ClearMark;
import io.filigree.edge.plan.Operation.CreateInterface;
import io.filigree.edge.plan.Operation.EnableForwarding;
import io.filigree.edge.plan.Operation.ForgetMasquerading;
import io.filigree.edge.plan.Operation.OfForward;
import io.filigree.edge.plan.Operation.OfLink;
import io.filigree.edge.plan.Operation.OfPeer;
import io.filigree.edge.plan.Operation.OfRoute;
import io.filigree.edge.plan.Operation.OfTable;
import io.filigree.edge.plan.Operation.ReloadTunnel;
import io.filigree.edge.plan.Operation.RestoreFile;
import io.filigree.edge.plan.Operation.SetListenPort;
import io.filigree.edge.plan.Operation.SetPrivateKey;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * One run over the operations, kind by kind: many of a kind are one command. The table stands
 * before the first peer does, the interface is up before the first route needs it.
 */
final class Application {
  private final Parts parts;
  private final DesiredState desired;
  private final Collection<String> interfaces;

  Application(Parts parts, DesiredState desired, Collection<String> interfaces) {
    this.parts = parts;
    this.desired = desired;
    this.interfaces = interfaces;
  }

  ApplyReport apply(List<Operation> operations) {
    ApplyReport created = each(operations, CreateInterface.class, parts.wireGuard()::create);
    if (!created.failures().isEmpty()) {
      // Whatever else would be tried fails for want of the interface, and says nothing new.
      return created;
    }
    return created
        .and(parts.table().change(only(operations, OfTable.class)))
        .and(
            each(
                operations,
                SetPrivateKey.class,
                key -> parts.wireGuard().setPrivateKey(key, desired)))
        .and(each(operations, SetListenPort.class, parts.wireGuard()::setListenPort))
        .and(each(operations, ReloadTunnel.class, load -> parts.wireGuard().reload(load, desired)))
        .and(each(operations, ClearMark.class, parts.wireGuard()::clearMark))
        .and(parts.wireGuard().setPeers(only(operations, OfPeer.class)))
        .and(linkThenRoutes(only(operations, OfLink.class), only(operations, OfRoute.class)))
        .and(each(operations, EnableForwarding.class, this::enable))
        .and(each(operations, ForgetMasquerading.class, parts.connections()::forget))
        .and(parts.forward().change(only(operations, OfForward.class)))
        .and(each(operations, RestoreFile.class, file -> parts.file().restore(file, desired)));
  }

  private ApplyReport linkThenRoutes(List<OfLink> link, List<OfRoute> routes) {
    ApplyReport report = parts.network().changeLink(link);
    boolean wentUp = report.changed().stream().anyMatch(BringUp.class::isInstance);
    boolean down = link.stream().anyMatch(BringUp.class::isInstance) && !wentUp;
    // A thousand routes that fail because the link is down are one failure, which is named already.
    return down ? report : report.and(parts.network().changeRoutes(routes));
  }

  private ApplyReport enable(EnableForwarding operation) {
    Outcome outcome = parts.forwarding().enable(operation.family(), interfaces);
    return outcome.ok()
        ? ApplyReport.done(List.of(operation))
        : ApplyReport.failed(List.of(operation), outcome.reason());
  }

  private static <T extends Operation> ApplyReport each(
      List<Operation> operations, Class<T> kind, Function<T, ApplyReport> work) {
    return only(operations, kind).stream().map(work).reduce(ApplyReport.NOTHING, ApplyReport::and);
  }

  private static <T> List<T> only(List<Operation> operations, Class<T> kind) {
    return operations.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
