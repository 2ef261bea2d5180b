package io.filigree.edge.doctor;

import io.filigree.edge.host.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A chain that the kernel itself calls, as {@code nft -j list chains} prints it.
 *
 * @param family nftables' own word: ip, ip6, inet
 * @param hook where in a packet's way it stands
 * @param priority lower runs earlier
 */
record BaseChain(
    String family,
    String table,
    String name,
    String type,
    String hook,
    int priority,
    boolean drops) {
  private static final Set<String> IPTABLES = Set.of("filter", "nat", "mangle", "raw", "security");

  /** All there are; none where nftables cannot be asked. */
  static List<BaseChain> all(Machine machine) {
    Optional<String> listed = machine.see("firewall (nft)", "nft", "-j", "list", "chains");
    List<BaseChain> chains = new ArrayList<>();
    if (listed.isPresent()) {
      for (Printed item : Printed.object(listed.get()).members("nftables")) {
        item.member("chain").flatMap(BaseChain::read).ifPresent(chains::add);
      }
    }
    return chains;
  }

  private static Optional<BaseChain> read(Printed chain) {
    if (chain.text("hook").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BaseChain(
            chain.text("family").orElse(""),
            chain.text("table").orElse(""),
            chain.text("name").orElse(""),
            chain.text("type").orElse(""),
            chain.text("hook").orElse(""),
            chain.number("prio").orElse(0L).intValue(),
            chain.text("policy").filter("drop"::equals).isPresent()));
  }

  boolean at(String point) {
    return hook.equals(point);
  }

  /** Whether iptables keeps it: it prints these better itself. */
  boolean iptables() {
    return !family.equals("inet") && IPTABLES.contains(table);
  }

  boolean firewalld() {
    return table.equals("firewalld");
  }

  /** The whole table as nft prints it for people; empty where it cannot be named safely. */
  Optional<String> tableText(Machine machine) {
    return Word.name(table)
        .flatMap(named -> machine.see("firewall (nft)", "nft", "list", "table", family, named));
  }

  /** The rules of the table, as objects. */
  List<Printed> tableRules(Machine machine) {
    List<Printed> rules = new ArrayList<>();
    Optional<String> listed =
        Word.name(table)
            .flatMap(named ->
                machine.see("firewall (nft)", "nft", "-j", "list", "table", family, named));
    if (listed.isPresent()) {
      for (Printed item : Printed.object(listed.get()).members("nftables")) {
        item.member("rule").ifPresent(rules::add);
      }
    }
    return rules;
  }
}
