package io.filigree.edge.doctor;

import io.filigree.edge.plan.IpFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The filter table of iptables: a packet is followed through it. */
final class FilterTable {
  /** Chains may call each other; the kernel forbids circles, and this is far below its limit. */
  private static final int DEEPEST = 16;

  private final Map<String, String> policies = new HashMap<>();
  private final Map<String, List<FilterRule>> chains = new HashMap<>();

  private FilterTable() {}

  /** What becomes of a packet. */
  sealed interface Verdict {
    /** It passes. */
    record Passes() implements Verdict {}

    /** A rule that was made for it, or for its like, drops it. */
    record Dropped(FilterRule rule) implements Verdict {}

    /**
     * Nobody accepts it, and what nobody accepts is dropped.
     *
     * @param limited whether some of its kind are let through each second
     */
    record Unwanted(boolean limited) implements Verdict {}
  }

  /** As iptables prints it; empty where there is none or it may not be seen. */
  static Optional<FilterTable> read(Machine machine, IpFamily family) {
    String tool = family == IpFamily.V4 ? "iptables" : "ip6tables";
    return machine.see("firewall (" + tool + ")", tool, "-w", "5", "-S").map(FilterTable::parse);
  }

  static FilterTable parse(String listing) {
    FilterTable table = new FilterTable();
    for (String line : listing.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (words.length < 2) {
        continue;
      }
      table.chains.computeIfAbsent(words[1], name -> new ArrayList<>());
      if (words[0].equals("-P") && words.length > 2) {
        table.policies.put(words[1], words[2]);
      } else if (words[0].equals("-A")) {
        table.chains.get(words[1]).add(FilterRule.of(line));
      }
    }
    return table;
  }

  boolean has(String chain) {
    return chains.containsKey(chain);
  }

  /** Follows a packet from a chain that the kernel calls. */
  Verdict judge(String chain, Packet packet) {
    Walk walk = new Walk(packet);
    Optional<Verdict> verdict = walk.through(chain, false, 0);
    boolean drops = policies.getOrDefault(chain, "ACCEPT").equals("DROP");
    return verdict.orElseGet(
        () -> drops ? new Verdict.Unwanted(walk.limited) : new Verdict.Passes());
  }

  /** One packet's way. */
  private final class Walk {
    private final Packet packet;
    private boolean limited;

    Walk(Packet packet) {
      this.packet = packet;
    }

    /** Empty when the chain comes to no decision. */
    Optional<Verdict> through(String chain, boolean chosen, int depth) {
      for (FilterRule rule : chains.getOrDefault(chain, List.of())) {
        if (!rule.matches(packet)) {
          continue;
        }
        boolean special = chosen || !rule.unconditional();
        Optional<Verdict> verdict = at(rule, special, depth);
        if (rule.target().equals("RETURN") || verdict.isPresent()) {
          return verdict;
        }
      }
      return Optional.empty();
    }

    private Optional<Verdict> at(FilterRule rule, boolean special, int depth) {
      return switch (rule.target()) {
        case "ACCEPT" -> {
          limited |= rule.limited();
          yield rule.limited() ? Optional.empty() : Optional.of(new Verdict.Passes());
        }
        case "DROP", "REJECT" -> {
          if (rule.limited()) {
            yield Optional.empty();
          }
          yield Optional.of(special ? new Verdict.Dropped(rule) : new Verdict.Unwanted(limited));
        }
        default ->
            depth < DEEPEST && chains.containsKey(rule.target())
                ? through(rule.target(), special, depth + 1)
                : Optional.empty();
      };
    }
  }
}
