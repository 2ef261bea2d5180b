package io.filigree.edge.firewall;

import io.filigree.edge.host.Printed;
import io.filigree.edge.plan.ActualTable;
import io.filigree.edge.plan.TableShape;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonString;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code nft -j list table} prints (libnftables-json(5)): a flat list of one-member objects.
 */
final class TableListing {
  private final Map<String, List<String>> chains = new TreeMap<>();
  private final Map<String, String> sets = new TreeMap<>();
  private final Map<String, Set<Cidr>> elements = new HashMap<>();
  private final Map<String, Long> drops = new HashMap<>();

  private TableListing() {}

  /**
   * @throws MalformedException if nft printed something else
   */
  static ActualTable parse(String text) {
    TableListing listing = new TableListing();
    for (Printed item : Printed.object(text).members("nftables")) {
      item.member("table").ifPresent(listing::table);
      item.member("set").ifPresent(listing::set);
      item.member("map").ifPresent(listing::set);
      item.member("chain").ifPresent(listing::chain);
      item.member("rule").ifPresent(listing::rule);
    }
    return new ActualTable(
        new TableShape(listing.chains, listing.sets), listing.elements, listing.drops);
  }

  /** A table that sleeps: no rule of it is asked. */
  private void table(Printed table) {
    if (table.object().get("flags").isPresent()) {
      sets.put("dormant table", "");
    }
  }

  private void set(Printed set) {
    String name = text(set, "name");
    String type = text(set, "type");
    if (!set.values("flags").contains((JsonValue) new JsonString("interval"))) {
      sets.put(name, type);
      return;
    }
    Set<Cidr> ranges = new HashSet<>();
    for (JsonValue element : set.values("elem")) {
      Optional<Cidr> range = element(element);
      range.ifPresent(ranges::add);
      // No range of ours would be printed so: it cannot be named, but its whole table replaced.
      type = range.isEmpty() ? "foreign elements" : type;
    }
    sets.put(name, type);
    elements.put(name, ranges);
  }

  private void chain(Printed chain) {
    String hook =
        chain.text("hook").isEmpty()
            ? "regular"
            : "%s %s %d%s"
                .formatted(
                    text(chain, "type"),
                    text(chain, "hook"),
                    chain.number("prio").orElse(0L),
                    text(chain, "policy").equals("accept") ? "" : " " + text(chain, "policy"));
    rules(text(chain, "name")).addFirst(hook);
  }

  private void rule(Printed rule) {
    String comment = text(rule, "comment");
    rules(text(rule, "chain")).add(comment);
    if (rule.members("expr").stream()
        .anyMatch(expression -> expression.object().get("drop").isPresent())) {
      long packets =
          rule.members("expr").stream()
              .flatMap(expression -> expression.member("counter").stream())
              .flatMap(counter -> counter.number("packets").stream())
              .mapToLong(Long::longValue)
              .sum();
      drops.merge(purpose(comment), packets, Long::sum);
    }
  }

  private List<String> rules(String chain) {
    return chains.computeIfAbsent(chain, name -> new ArrayList<>());
  }

  /** The comment without the mark at its end. */
  private static String purpose(String comment) {
    int mark = comment.lastIndexOf(" [");
    return mark < 0 ? comment : comment.substring(0, mark);
  }

  private static String text(Printed object, String name) {
    return object.text(name).orElse("");
  }

  private static Optional<Cidr> element(JsonValue element) {
    try {
      if (element instanceof JsonString(String address)) {
        return Optional.of(Cidr.ofHost(IpAddress.parse(address)));
      }
      return Printed.of(element)
          .flatMap(object -> object.member("prefix"))
          .map(prefix -> Cidr.parse(text(prefix, "addr") + "/" + prefix.number("len").orElse(-1L)));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
