package io.filigree.edge.doctor;

import io.filigree.edge.host.Printed;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonString;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.net.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A NAT chain that runs before ours could replace the source address of mesh traffic: the first one
 * that claims a connection has it. A rule that names another interface or foreign ranges does not
 * count.
 */
final class MasqueradeBefore implements Check.OfMesh {
  /** Where our own chain stands. */
  private static final int OURS = 95;

  @Override
  public List<Finding> look(Patient patient, Meshed mesh) {
    if (!mesh.desired().firewall()) {
      return List.of();
    }
    return BaseChain.all(patient.machine()).stream()
        .filter(chain -> chain.type().equals("nat") && chain.at("postrouting"))
        .filter(chain -> chain.priority() < OURS && !chain.table().startsWith("filigree_"))
        .filter(chain -> claims(patient, mesh, chain))
        .map(MasqueradeBefore::finding)
        .toList();
  }

  private static Finding finding(BaseChain chain) {
    return Finding.warning(
        "nat-before-ours",
        "the nftables table %s replaces source addresses before filigree can keep them (priority %d)"
            .formatted(chain.table(), chain.priority()),
        "other sites may see this gateway's address in place of the pod's",
        Word.name(chain.table())
            .map(table -> "nft list table " + chain.family() + " " + table)
            .orElse("nft list ruleset"));
  }

  private static boolean claims(Patient patient, Meshed mesh, BaseChain chain) {
    return chain.tableRules(patient.machine()).stream()
        .anyMatch(rule -> rewrites(rule) && mayBeMesh(rule, patient, mesh));
  }

  private static boolean rewrites(Printed rule) {
    return rule.members("expr").stream()
        .anyMatch(step ->
            step.object().get("masquerade").isPresent() || step.object().get("snat").isPresent());
  }

  private static boolean mayBeMesh(Printed rule, Patient patient, Meshed mesh) {
    return matches(rule).allMatch(match -> mayHold(match, patient, mesh));
  }

  private static Stream<Printed> matches(Printed rule) {
    return rule.members("expr").stream().flatMap(step -> step.member("match").stream());
  }

  private static boolean mayHold(Printed match, Patient patient, Meshed mesh) {
    boolean equal = match.text("op").orElse("==").equals("==");
    Optional<Printed> left = match.member("left");
    Optional<String> link =
        left.flatMap(of -> of.member("meta"))
            .flatMap(meta -> meta.text("key"))
            .filter(key -> key.equals("oifname") || key.equals("oif"));
    if (link.isPresent()) {
      return values(match).contains(patient.name().value()) == equal;
    }
    Optional<String> field = left.flatMap(of -> of.member("payload")).flatMap(p -> p.text("field"));
    if (equal && field.filter(f -> f.equals("saddr") || f.equals("daddr")).isPresent()) {
      List<Cidr> ranges = ranges(match);
      return ranges.isEmpty() || ranges.stream().anyMatch(range -> concerns(range, mesh));
    }
    return true;
  }

  private static boolean concerns(Cidr range, Meshed mesh) {
    return Stream.concat(mesh.remote().stream(), mesh.desired().local().stream())
        .anyMatch(range::overlaps);
  }

  /** The words on the right-hand side, one or a set of them. */
  private static List<String> values(Printed match) {
    return right(match)
        .flatMap(
            value -> value instanceof JsonString(String text) ? Stream.of(text) : Stream.empty())
        .toList();
  }

  private static Stream<JsonValue> right(Printed match) {
    Optional<JsonValue> right = match.object().get("right");
    Stream<JsonValue> inSet =
        match.member("right").stream().flatMap(set -> set.values("set").stream());
    Stream<JsonValue> alone = right.filter(value -> !(value instanceof JsonArray)).stream();
    return Stream.concat(alone, inSet);
  }

  private static List<Cidr> ranges(Printed match) {
    return right(match).flatMap(value -> range(value).stream()).toList();
  }

  private static Optional<Cidr> range(JsonValue value) {
    if (value instanceof JsonString(String text)) {
      return Cidrs.read(text);
    }
    return Printed.of(value)
        .flatMap(object -> object.member("prefix"))
        .flatMap(prefix ->
            Cidrs.read(prefix.text("addr").orElse("") + "/" + prefix.number("len").orElse(-1L)));
  }
}
