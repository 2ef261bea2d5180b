package io.filigree.edge.doctor;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.host.Printed;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Our routes are there, and the kernel takes another: {@code ip route get} says so. */
final class RouteLoses implements Check.OfMesh {
  /** An own address is a matter of overlap, and what a peer that is down has leads nowhere. */
  private static final Set<String> HARMLESS = Set.of("local", "unreachable");

  /** Ranges asked for; one process answers them all. */
  private static final int ASKED = 512;

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    if (!patient.networkSeen() || !patient.linkUp()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>(moreSpecific(patient, mesh));
    List<Cidr> ranges =
        mesh.remote().stream()
            .filter(range -> patient.actual().routes().containsKey(range))
            .sorted()
            .limit(ASKED)
            .toList();
    Map<IpAddress, Printed> taken = ask(patient, mesh, ranges);
    for (Cidr range : ranges) {
      Optional<Printed> way = Optional.ofNullable(taken.get(Cidrs.sample(range)));
      way.flatMap(found -> elsewhere(patient, mesh, range, found)).ifPresent(findings::add);
    }
    return findings;
  }

  /** A route inside one of ours; those of an own address are a matter of overlap. */
  private static List<Finding> moreSpecific(Patient patient, Meshed mesh) {
    return RouteLine.others(patient).stream()
        .filter(line -> !line.connected())
        .filter(line -> mesh.remote().stream().anyMatch(line::isInside))
        .map(line -> outdone(mesh, line.destination(), line.link()))
        .toList();
  }

  private static Finding outdone(Meshed mesh, Cidr range, String link) {
    return Finding.broken(
        "route-outdone",
        "the route to " + range + " by " + link + " outdoes filigree's",
        "what is sent to " + mesh.owner(range) + " there goes astray, in clear",
        "ip route delete " + range + Word.name(link).map(name -> " dev " + name).orElse(""));
  }

  private static Optional<Finding> elsewhere(
      Patient patient, Meshed mesh, Cidr range, Printed way) {
    String link = way.text("dev").orElse("");
    boolean nowhere = way.text("type").filter(HARMLESS::contains).isPresent();
    if (link.equals(patient.name().value()) || nowhere) {
      return Optional.empty();
    }
    Optional<String> table = way.text("table");
    if (table.isEmpty()) {
      // A route inside ours is told of already, and one of an own address is an overlap.
      return RouteLine.others(patient).stream().anyMatch(line -> line.replaces(range))
          ? Optional.of(outdone(mesh, range, link))
          : Optional.empty();
    }
    return Optional.of(
        Finding.broken(
            "route-by-rule",
            "a routing rule sends %s to table %s and out by %s".formatted(range, table.get(), link),
            "filigree's route in the main table is never asked: "
                + mesh.owner(range)
                + " is not reached",
            "ip rule add to " + range + " lookup main priority 100"));
  }

  /** By this machine itself, and as its pods would ask where it has any. */
  private static Map<IpAddress, Printed> ask(Patient patient, Meshed mesh, List<Cidr> ranges) {
    Map<IpAddress, Printed> ways = new HashMap<>(answers(patient, ranges, ""));
    for (boolean v4 : new boolean[] {true, false}) {
      Optional<Links.Address> bridge = Links.pods(patient, mesh, v4);
      List<Cidr> family = ranges.stream().filter(range -> range.isV4() == v4).toList();
      if (bridge.isPresent() && Word.name(bridge.get().link()).isPresent()) {
        IpAddress pod = Cidrs.neighbour(bridge.get().ip());
        Map<IpAddress, Printed> theirs =
            answers(patient, family, " from " + pod + " iif " + bridge.get().link());
        // Where both go astray the simpler question explains it.
        theirs.forEach(
            (to, way) -> ways.merge(to, way, (own, pods) -> into(patient, own) ? pods : own));
      }
    }
    return ways;
  }

  private static boolean into(Patient patient, Printed way) {
    return way.text("dev").filter(patient.name().value()::equals).isPresent();
  }

  private static Map<IpAddress, Printed> answers(Patient patient, List<Cidr> ranges, String how) {
    StringBuilder questions = new StringBuilder();
    ranges.forEach(range ->
        questions.append("route get ").append(Cidrs.sample(range)).append(how).append('\n'));
    // One that has no answer, an unreachable one of ours, must not end the others.
    Command batch = Command.of("ip", "-j", "-force", "-batch", "-").reading(questions.toString());
    Outcome answered = patient.machine().commands().run(batch);
    Map<IpAddress, Printed> ways = new HashMap<>();
    for (String line : answered.out().lines().filter(text -> !text.isBlank()).toList()) {
      for (Printed way : Printed.objects(line)) {
        way.text("dst").map(IpAddress::parse).ifPresent(to -> ways.put(to, way));
      }
    }
    return ways;
  }
}
