package io.filigree.edge.firewall;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ActualForward;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.ForwardRule;
import io.filigree.edge.plan.ForwardRule.Direction;
import io.filigree.edge.plan.ForwardRule.Place;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.IpFamily;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.Operation.AddForwardRule;
import io.filigree.edge.plan.Operation.RemoveForwardRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The host's own FORWARD chains, by iptables. Where their policy drops, an accept in a table of our
 * own does not help (measured: all packets lost). What our rules let through our own table has
 * judged already.
 */
public final class ForwardChains {
  private final Commands commands;
  private final InterfaceName name;

  public ForwardChains(Commands commands, InterfaceName name) {
    this.commands = commands;
    this.name = name;
  }

  /**
   * One chain per family that has the tool: where iptables is missing nothing of its drops.
   *
   * @param families those to look at: a spawn each, every 30 s
   */
  public List<ActualForward> observe(Set<IpFamily> families) {
    List<ActualForward> chains = new ArrayList<>();
    for (IpFamily family : families) {
      Outcome listed = commands.run(Command.of(tool(family), "-w", "5", "-S"));
      if (listed.ok()) {
        chains.add(parse(family, listed.out().lines().toList()));
      }
    }
    return List.copyOf(chains);
  }

  /** Adds and removes rules, one by one: there are four at the most. */
  public ApplyReport change(List<Operation.OfForward> operations) {
    ApplyReport report = ApplyReport.NOTHING;
    for (Operation.OfForward operation : operations) {
      Outcome outcome = commands.run(command(operation));
      report =
          report.and(
              outcome.ok()
                  ? ApplyReport.done(List.of(operation))
                  : ApplyReport.failed(List.of(operation), outcome.reason()));
    }
    return report;
  }

  private ActualForward parse(IpFamily family, List<String> lines) {
    Place place =
        lines.contains("-N " + chain(family, Place.DOCKER_USER))
            ? Place.DOCKER_USER
            : lines.contains("-N " + chain(family, Place.UFW)) ? Place.UFW : Place.FORWARD;
    boolean drops =
        lines.stream()
            .anyMatch(line ->
                line.equals("-P FORWARD DROP")
                    || line.equals("-A FORWARD -j DROP")
                    || line.startsWith("-A FORWARD -j REJECT"));
    Set<ForwardRule> rules = new HashSet<>();
    for (Place candidate : Place.values()) {
      for (Direction direction : Direction.values()) {
        ForwardRule rule = new ForwardRule(family, candidate, direction);
        if (lines.contains("-A " + String.join(" ", specification(rule)))) {
          rules.add(rule);
        }
      }
    }
    return new ActualForward(family, drops, place, rules);
  }

  private Command command(Operation.OfForward operation) {
    return switch (operation) {
      case AddForwardRule(ForwardRule rule) -> command(rule, "-I");
      case RemoveForwardRule(ForwardRule rule) -> command(rule, "-D");
    };
  }

  private Command command(ForwardRule rule, String verb) {
    List<String> argv = new ArrayList<>(List.of(tool(rule.family()), "-w", "5", verb));
    argv.addAll(specification(rule));
    return Command.of(argv);
  }

  /** The chain and the rule, in the order in which iptables prints them. */
  private List<String> specification(ForwardRule rule) {
    String side =
        switch (rule.direction()) {
          case FROM_TUNNEL -> "-i";
          case TO_TUNNEL -> "-o";
        };
    return List.of(
        chain(rule.family(), rule.place()),
        side,
        name.value(),
        "-m",
        "comment",
        "--comment",
        "filigree",
        "-j",
        "ACCEPT");
  }

  private static String chain(IpFamily family, Place place) {
    return switch (place) {
      case DOCKER_USER -> "DOCKER-USER";
      case UFW -> family == IpFamily.V4 ? "ufw-user-forward" : "ufw6-user-forward";
      case FORWARD -> "FORWARD";
    };
  }

  private static String tool(IpFamily family) {
    return switch (family) {
      case V4 -> "iptables";
      case V6 -> "ip6tables";
    };
  }
}
