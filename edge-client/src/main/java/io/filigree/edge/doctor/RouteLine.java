package io.filigree.edge.doctor;

import io.filigree.edge.host.Printed;
import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route of the main table, whoever made it.
 *
 * @param link where it leads; empty for one that leads nowhere
 * @param connected whether the kernel made it for an address of that link
 */
record RouteLine(Cidr destination, String link, boolean connected) {
  /** The mark on filigree's own routes; its unreachable ones have no link to tell them by. */
  private static final String OURS = "171";

  /** Those that others made, without defaults. */
  static List<RouteLine> others(Patient patient) {
    List<RouteLine> lines = new ArrayList<>();
    List<Printed> listed =
        patient.machine().seeObjects("routes", "ip", "-j", "route", "show", "table", "all");
    for (Printed route : listed) {
      read(route).filter(line -> !line.link().equals(patient.name().value())).ifPresent(lines::add);
    }
    return lines;
  }

  private static Optional<RouteLine> read(Printed route) {
    boolean main = route.text("table").isEmpty() || route.text("table").get().equals("main");
    boolean plain = route.text("type").isEmpty() || route.text("type").get().equals("unicast");
    boolean ours = route.text("protocol").filter(OURS::equals).isPresent();
    boolean kernel = route.text("protocol").filter("kernel"::equals).isPresent();
    return route
        .text("dst")
        .filter(destination -> main && plain && !ours)
        .flatMap(Cidrs::read)
        .map(destination -> new RouteLine(destination, route.text("dev").orElse(""), kernel));
  }

  /** Whether it leads somewhere else with part of this range. */
  boolean isInside(Cidr range) {
    return range.contains(destination) && !range.equals(destination);
  }

  /** Whether it stands in place of a route to this range. */
  boolean replaces(Cidr range) {
    return destination.equals(range) && !connected;
  }
}
