package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our table in nftables' family {@code inet}. Its chains never change with the peers: only what is
 * in its sets does.
 *
 * @param name the table, one per interface, so that two meshes on one machine do not clash
 */
public record NftTable(String name, List<NftSet> sets, List<Chain> chains) {

  public NftTable {
    sets = List.copyOf(sets);
    chains = List.copyOf(chains);
  }

  /** The name of an interface's table. */
  public static String nameFor(InterfaceName name) {
    return "filigree_" + name;
  }

  /** What can be compared with the kernel's copy. */
  public TableShape shape() {
    var rules = new TreeMap<String, List<String>>();
    chains.forEach(chain -> rules.put(chain.name(), chain.shape()));
    var types = new TreeMap<String, String>();
    sets.forEach(set -> types.put(set.name(), set.type()));
    return new TableShape(rules, types);
  }

  /**
   * A chain and its rules.
   *
   * @param hook where the kernel calls it; empty for one that other chains jump to
   */
  public record Chain(String name, Optional<Hook> hook, List<Rule> rules) {

    public Chain {
      rules = List.copyOf(rules);
    }

    private List<String> shape() {
      var shape = new ArrayList<String>();
      shape.add(hook.map(Hook::toString).orElse("regular"));
      rules.forEach(rule -> shape.add(rule.tag()));
      return List.copyOf(shape);
    }
  }

  /**
   * Where a chain stands in the kernel. Its policy is always {@code accept}.
   *
   * @param priority nftables' number: lower runs earlier
   */
  public record Hook(String type, String point, int priority) {

    @Override
    public String toString() {
      return "%s %s %d".formatted(type, point, priority);
    }
  }

  /**
   * One rule.
   *
   * @param text the rule in nft's language; holds nothing but constants, checked names and numbers
   * @param purpose why it is there, shown by {@code nft list table}
   */
  public record Rule(String text, String purpose) {

    /**
     * The rule's comment: its purpose, and a mark that changes with its text. Comparing marks tells
     * drift without depending on how this nft's version prints a rule.
     */
    public String tag() {
      return "%s [%08x]".formatted(purpose, text.hashCode());
    }
  }

  /**
   * A set of addresses.
   *
   * @param type nftables' data type
   * @param meter whether the kernel fills it itself, one rate limit per source
   * @param elements what we put in; empty for a meter
   */
  public record NftSet(String name, String type, boolean meter, List<Cidr> elements) {

    public NftSet {
      elements = Cidrs.withoutNested(elements);
    }
  }
}
