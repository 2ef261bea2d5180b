package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the command line of the demo asks for. */
sealed interface DemoOptions {

  /** Three public stores, until Ctrl-C. */
  record Show() implements DemoOptions {}

  /** Three stores in that topology with a relay, until Ctrl-C. */
  record ShowIn(Topology topology) implements DemoOptions {}

  /** The figures, once. */
  record Check() implements DemoOptions {}

  /** Which topologies there are. */
  record ListTopologies() implements DemoOptions {}

  /** Nothing the demo can do, with the reason. */
  record Unusable(String reason) implements DemoOptions {}

  static DemoOptions parse(List<String> words) {
    if (words.isEmpty()) {
      return new Show();
    }
    if (words.equals(List.of("--check"))) {
      return new Check();
    }
    return words.getFirst().equals("--topology") && words.size() <= 2
        ? topology(words.size() == 2 ? words.getLast() : "")
        : new Unusable(
            "unknown option "
                + String.join(" ", words)
                + "; it takes --check, --topology NAME or nothing");
  }

  private static DemoOptions topology(String name) {
    if (name.equals("list")) {
      return new ListTopologies();
    }
    return Topology.named(name)
        .<DemoOptions>map(ShowIn::new)
        .orElseGet(
            () -> new Unusable("no topology \"" + name + "\"; there are: " + Topology.names()));
  }

  /** The topologies with what they are, a line each. */
  static String topologies() {
    return Arrays.stream(Topology.values())
        .map(topology -> "%-15s %s".formatted(topology, topology.description()))
        .collect(Collectors.joining("\n"));
  }
}
