package io.filigree.edge.plan;

import io.filigree.edge.plan.Operation.AddAddress;
import io.filigree.edge.plan.Operation.BringUp;
import io.filigree.edge.plan.Operation.ClearMark;
import io.filigree.edge.plan.Operation.CreateInterface;
import io.filigree.edge.plan.Operation.EnableForwarding;
import io.filigree.edge.plan.Operation.PutRoute;
import io.filigree.edge.plan.Operation.ReloadTunnel;
import io.filigree.edge.plan.Operation.RemoveAddress;
import io.filigree.edge.plan.Operation.RemoveRoute;
import io.filigree.edge.plan.Operation.RestoreFile;
import io.filigree.edge.plan.Operation.SetListenPort;
import io.filigree.edge.plan.Operation.SetMtu;
import io.filigree.edge.plan.Operation.SetPrivateKey;
import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The operations that turn what is into what should be, in the order in which they must happen;
 * none where both agree.
 */
public final class Difference {
  /** What WireGuard adds to a packet, in bytes: 80 over IPv6, 60 over IPv4; the larger is safe. */
  private static final int OVERHEAD = 80;

  /** A larger local network says nothing of the way beyond it; only a measured path may. */
  private static final int INTERNET_MTU = 1500;

  /** IPv6 needs it (RFC 8200 section 5). */
  private static final int SMALLEST_MTU = 1280;

  private final DesiredState desired;
  private final ActualState actual;
  private final List<Operation> operations = new ArrayList<>();

  private Difference(DesiredState desired, ActualState actual) {
    this.desired = desired;
    this.actual = actual;
  }

  /** What has to change. */
  public static List<Operation> between(DesiredState desired, ActualState actual) {
    return new Difference(desired, actual).operations();
  }

  /** The MTU, in bytes, of an interface whose packets leave through that underlay. */
  public static int innerMtu(int underlayMtu) {
    return Math.max(SMALLEST_MTU, Math.min(underlayMtu, INTERNET_MTU) - OVERHEAD);
  }

  private List<Operation> operations() {
    int mtu = innerMtu(actual.underlayMtu());
    // The firewall stands before the first packet can come out of the tunnel.
    create();
    operations.addAll(FirewallDifference.ofTable(desired, actual, mtu));
    device();
    link(mtu);
    routes();
    forwarding();
    operations.addAll(FirewallDifference.ofForward(desired, actual));
    file();
    return List.copyOf(operations);
  }

  private void create() {
    if (actual.link().isEmpty()) {
      operations.add(new CreateInterface(desired.name()));
    }
  }

  private void device() {
    if (actual.device().isEmpty() && actual.link().isPresent()) {
      operations.add(new ReloadTunnel());
      return;
    }
    var key = desired.privateKey().publicKey();
    if (actual.device().flatMap(ActualDevice::publicKey).filter(key::equals).isEmpty()) {
      operations.add(new SetPrivateKey());
    }
    int port = desired.listenPort();
    if (actual.device().filter(device -> device.listenPort() == port).isEmpty()) {
      operations.add(new SetListenPort(port));
    }
    actual
        .device()
        .filter(device -> device.mark() != 0)
        .ifPresent(device -> operations.add(new ClearMark(device.mark())));
    operations.addAll(PeerDifference.between(desired, actual));
  }

  private void link(int mtu) {
    if (actual.link().filter(link -> link.mtu() == mtu).isEmpty()) {
      operations.add(new SetMtu(mtu));
    }
    Set<InterfaceAddress> present = actual.link().map(ActualLink::addresses).orElse(Set.of());
    desired.addresses().stream()
        .filter(address -> !present.contains(address))
        .forEach(address -> operations.add(new AddAddress(address)));
    present.stream()
        .filter(address -> !desired.addresses().contains(address))
        .forEach(address -> operations.add(new RemoveAddress(address)));
    if (!actual.link().map(ActualLink::up).orElse(false)) {
      operations.add(new BringUp());
    }
  }

  private void routes() {
    actual.routes().values().stream()
        .filter(present -> !desired.routes().containsKey(present.destination()))
        .sorted(Comparator.comparing(Route::destination))
        .forEach(stray -> operations.add(new RemoveRoute(stray)));
    desired.routes().values().stream()
        .filter(route -> !route.equals(actual.routes().get(route.destination())))
        .forEach(route -> operations.add(new PutRoute(route, isOurs(route.destination()))));
  }

  private boolean isOurs(Cidr destination) {
    return actual.routes().containsKey(destination) || actual.taken().contains(destination);
  }

  private void forwarding() {
    desired.forwarding().stream()
        .filter(family -> !actual.forwarding().contains(family))
        .forEach(family -> operations.add(new EnableForwarding(family)));
  }

  private void file() {
    if (actual.file() != KeptFile.AS_WRITTEN) {
      operations.add(new RestoreFile(actual.file() == KeptFile.EDITED));
    }
  }
}
