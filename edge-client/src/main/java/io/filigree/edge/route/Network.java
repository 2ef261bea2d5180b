package io.filigree.edge.route;

import io.filigree.edge.host.Commands;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.AddAddress;
import io.filigree.edge.plan.Operation.BringUp;
import io.filigree.edge.plan.Operation.PutRoute;
import io.filigree.edge.plan.Operation.RemoveAddress;
import io.filigree.edge.plan.Operation.RemoveRoute;
import io.filigree.edge.plan.Operation.SetMtu;
import io.filigree.edge.plan.Route;
import java.util.List;

/** This machine's interfaces and the routes of the mesh. */
public final class Network {
  /**
   * Our mark on each route (rtnetlink's {@code rtm_protocol}), in nobody's use: the kernel's and
   * routing daemons' names in iproute2's rt_protos end at 99 and begin again at 186.
   */
  static final int PROTOCOL = 171;

  private final InterfaceName name;
  private final Listing listing;
  private final Batch batch;

  public Network(Commands commands, InterfaceName name) {
    this.name = name;
    this.listing = new Listing(commands, name);
    this.batch = new Batch(commands);
  }

  /** What is there now. */
  public NetworkState observe() {
    return listing.read();
  }

  /** Changes the interface: MTU, addresses, up. */
  public ApplyReport changeLink(List<Operation.OfLink> operations) {
    return batch.run(operations, this::line);
  }

  /** Changes the routes. */
  public ApplyReport changeRoutes(List<Operation.OfRoute> operations) {
    return batch.run(operations, this::line);
  }

  private String line(Operation.OfLink operation) {
    return switch (operation) {
      case SetMtu(int mtu) -> "link set dev %s mtu %d".formatted(name, mtu);
      case AddAddress(InterfaceAddress address) -> "address add %s dev %s".formatted(address, name);
      case RemoveAddress(InterfaceAddress address) ->
          "address del %s dev %s".formatted(address, name);
      case BringUp() -> "link set dev %s up".formatted(name);
    };
  }

  private String line(Operation.OfRoute operation) {
    return switch (operation) {
      // "add" fails where somebody else's route stands; "replace" would take it from them.
      case PutRoute(Route route, boolean replace) ->
          "route %s %s proto %d%s"
              .formatted(replace ? "replace" : "add", where(route), PROTOCOL, mtu(route));
      case RemoveRoute(Route route) -> "route del %s proto %d".formatted(where(route), PROTOCOL);
    };
  }

  /** The kernel replaces the one kind by the other in one step: nothing leaves in clear between. */
  private String where(Route route) {
    return route.reachable()
        ? route.destination() + " dev " + name
        : "unreachable " + route.destination();
  }

  private static String mtu(Route route) {
    return route.mtu().isPresent() ? " mtu " + route.mtu().getAsInt() : "";
  }
}
