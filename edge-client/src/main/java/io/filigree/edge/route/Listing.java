package io.filigree.edge.route;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.host.Printed;
import io.filigree.edge.plan.ActualLink;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.InterfaceAddress;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.Route;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonString;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what {@code ip -j} prints. */
final class Listing {
  /** Ethernet's, where no default route names an interface. */
  private static final int USUAL_MTU = 1500;

  private static final String OURS = "route show proto " + Network.PROTOCOL;

  /** What {@code ip route} makes where no protocol is named. */
  private static final String BY_HAND = "route show proto boot";

  private static final String DEFAULTS = "route show default";

  private final Commands commands;
  private final InterfaceName name;

  Listing(Commands commands, InterfaceName name) {
    this.commands = commands;
    this.name = name;
  }

  NetworkState read() {
    List<Failure> failures = new ArrayList<>();
    // Without a family ip shows the addresses of both, and the routes of IPv4.
    var v4 = lists(failures, List.of("ip"), List.of(OURS, BY_HAND, DEFAULTS, "address show"));
    var v6 = lists(failures, List.of("ip", "-6"), List.of(OURS, BY_HAND, DEFAULTS));
    Map<Cidr, Route> routes = new HashMap<>();
    both(v4, v6, 0)
        .forEach(route ->
            into(route).or(() -> nowhere(route)).ifPresent(r -> routes.put(r.destination(), r)));
    Set<Cidr> taken = new HashSet<>();
    both(v4, v6, 1).forEach(route -> into(route).ifPresent(r -> taken.add(r.destination())));
    Set<String> uplinks =
        both(v4, v6, 2).stream()
            .flatMap(route -> route.text("dev").stream())
            .collect(Collectors.toSet());
    List<Printed> links = v4.get(3);
    List<Printed> others = links.stream().filter(link -> !isOurs(link)).toList();
    return new NetworkState(
        links.stream().filter(this::isOurs).findFirst().map(Listing::link),
        routes,
        taken,
        underlayMtu(others, uplinks),
        others.stream().flatMap(link -> link.text("ifname").stream()).collect(Collectors.toSet()),
        others.stream()
            .filter(Listing::carries)
            .flatMap(link -> addresses(link).stream())
            .collect(Collectors.toSet()),
        failures);
  }

  private static List<Printed> both(List<List<Printed>> v4, List<List<Printed>> v6, int question) {
    List<Printed> both = new ArrayList<>(v4.get(question));
    both.addAll(v6.get(question));
    return both;
  }

  /** One list per question, all by one process; empty lists where they could not be read. */
  private List<List<Printed>> lists(
      List<Failure> failures, List<String> ip, List<String> questions) {
    List<String> argv = new ArrayList<>(ip);
    argv.addAll(List.of("-j", "-batch", "-"));
    Outcome outcome = commands.run(Command.of(argv).reading(String.join("\n", questions) + "\n"));
    try {
      List<List<Printed>> lists =
          outcome.out().lines().filter(line -> !line.isBlank()).map(Printed::objects).toList();
      if (outcome.ok() && lists.size() == questions.size()) {
        return lists;
      }
      failures.add(new Failure("network", outcome.ok() ? "ip lists too little" : outcome.reason()));
    } catch (MalformedException e) {
      failures.add(new Failure("network", "ip prints what cannot be read: " + e.reason()));
    }
    return Collections.nCopies(questions.size(), List.of());
  }

  private boolean isOurs(Printed link) {
    return link.text("ifname").filter(name.value()::equals).isPresent();
  }

  /** A dead uplink keeps its addresses, and they are of no use. */
  private static boolean carries(Printed link) {
    return is(link, "UP") && is(link, "LOWER_UP");
  }

  private static boolean is(Printed link, String flag) {
    return link.values("flags").contains((JsonValue) new JsonString(flag));
  }

  private static ActualLink link(Printed link) {
    return new ActualLink(
        is(link, "UP"), link.number("mtu").orElse(0L).intValue(), addresses(link));
  }

  private static Set<InterfaceAddress> addresses(Printed link) {
    return link.members("addr_info").stream()
        .filter(address -> address.text("scope").filter("global"::equals).isPresent())
        .flatMap(address -> address(address).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<InterfaceAddress> address(Printed address) {
    int prefix = address.number("prefixlen").orElse(0L).intValue();
    return address.text("local").map(IpAddress::parse).map(ip -> new InterfaceAddress(ip, prefix));
  }

  private static int underlayMtu(List<Printed> links, Set<String> uplinks) {
    return links.stream()
        .filter(link -> link.text("ifname").filter(uplinks::contains).isPresent())
        .flatMap(link -> link.number("mtu").stream())
        .mapToInt(Long::intValue)
        .min()
        .orElse(USUAL_MTU);
  }

  /** A route into the mesh interface. */
  private Optional<Route> into(Printed route) {
    boolean ours = route.text("dev").filter(name.value()::equals).isPresent();
    OptionalInt mtu =
        route.members("metrics").stream()
            .flatMap(metric -> metric.number("mtu").stream())
            .mapToInt(Long::intValue)
            .findFirst();
    return route
        .text("dst")
        .filter(destination -> ours)
        .flatMap(Listing::destination)
        .map(destination -> new Route(destination, true, mtu));
  }

  /** One that tells callers at once that nobody is there: it has no interface of its own. */
  private static Optional<Route> nowhere(Printed route) {
    return route
        .text("type")
        .filter("unreachable"::equals)
        .flatMap(type -> route.text("dst"))
        .flatMap(Listing::destination)
        .map(Route::unreachable);
  }

  /** A single address is printed without its prefix. */
  private static Optional<Cidr> destination(String text) {
    try {
      return Optional.of(
          text.contains("/") ? Cidr.parse(text) : Cidr.ofHost(IpAddress.parse(text)));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
