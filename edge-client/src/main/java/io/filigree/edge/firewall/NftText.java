package io.filigree.edge.firewall;

import io.filigree.edge.plan.NftTable;
import io.filigree.edge.plan.NftTable.Chain;
import io.filigree.edge.plan.NftTable.Hook;
import io.filigree.edge.plan.NftTable.NftSet;
import io.filigree.edge.plan.Operation.ChangeSet;
import io.filigree.edge.plan.Operation.OfTable;
import io.filigree.edge.plan.Operation.RemoveTable;
import io.filigree.edge.plan.Operation.ReplaceTable;
import io.filigree.protocol.net.Cidr;
import java.util.Collection;
import java.util.stream.Collectors;

/** Changes to our table in nft's language; one file of it is one transaction. */
final class NftText {
  private NftText() {}

  static String of(OfTable operation) {
    return switch (operation) {
      case ReplaceTable(NftTable table, String what) -> removal(table.name()) + table(table);
      case RemoveTable(String name) -> removal(name);
      case ChangeSet change ->
          elements("delete", change, change.removed()) + elements("add", change, change.added());
    };
  }

  /** Deleting fails where there is nothing, so it is made first. */
  private static String removal(String name) {
    return "table inet %1$s {}\ndelete table inet %1$s\n".formatted(name);
  }

  private static String table(NftTable table) {
    return "table inet %s {\n%s%s}\n"
        .formatted(
            table.name(),
            table.sets().stream().map(NftText::set).collect(Collectors.joining()),
            table.chains().stream().map(NftText::chain).collect(Collectors.joining()));
  }

  private static String set(NftSet set) {
    // A meter forgets a source after 30 quiet seconds. One that is full lets new sources through to
    // the overall limit, so a spoofed flood locks nobody out, and listing it stays cheap.
    return "  set %s {\n    type %s\n%s  }\n"
        .formatted(
            set.name(),
            set.type(),
            set.meter()
                ? "    size 4096\n    flags dynamic,timeout\n    timeout 30s\n"
                : "    flags interval\n" + initial(set));
  }

  private static String initial(NftSet set) {
    return set.elements().isEmpty() ? "" : "    elements = " + braced(set.elements()) + "\n";
  }

  private static String chain(Chain chain) {
    return "  chain %s {\n%s%s  }\n"
        .formatted(
            chain.name(),
            chain.hook().map(NftText::hook).orElse(""),
            chain.rules().stream()
                .map(rule -> "    %s comment \"%s\"\n".formatted(rule.text(), rule.tag()))
                .collect(Collectors.joining()));
  }

  private static String hook(Hook hook) {
    return "    type %s hook %s priority %d; policy accept;\n"
        .formatted(hook.type(), hook.point(), hook.priority());
  }

  private static String elements(String verb, ChangeSet change, Collection<Cidr> elements) {
    return elements.isEmpty()
        ? ""
        : "%s element inet %s %s %s\n"
            .formatted(verb, change.table(), change.set(), braced(elements));
  }

  private static String braced(Collection<Cidr> elements) {
    return elements.stream().map(Cidr::toString).collect(Collectors.joining(", ", "{ ", " }"));
  }
}
