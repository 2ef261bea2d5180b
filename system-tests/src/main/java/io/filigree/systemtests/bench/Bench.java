package io.filigree.systemtests.bench;

import io.filigree.systemtests.bench.edge.EdgeBench;
import io.filigree.systemtests.bench.paths.PathsBench;
import io.filigree.systemtests.system.Archives;
import java.util.List;
import java.util.Optional;

/** {@code ./filigree bench NAME}: finds the benchmark of that name and runs it. */
public final class Bench {

  private static final int REFUSED = 2;

  private Bench() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    String name = words.isEmpty() ? "" : words.getFirst();
    List<String> options = words.stream().skip(1).toList();
    refusal(name, options).ifPresent(Bench::refuse);
    System.exit(run(name, options));
  }

  private static int run(String name, List<String> options) {
    return switch (name) {
      case "feed" -> FeedBench.run();
      case "paths" -> PathsBench.programme().run(options, System.out);
      default -> EdgeBench.programme().run(options, System.out);
    };
  }

  private static Optional<String> refusal(String name, List<String> options) {
    Optional<String> unusable =
        switch (name) {
          case "feed" -> options.stream().findFirst().map(_ -> "bench feed takes no option");
          case "edge" -> EdgeBench.programme().refusal(options);
          case "paths" -> PathsBench.programme().refusal(options);
          default -> Optional.of("which one? There are: feed, edge, paths");
        };
    return unusable.or(Archives::missing);
  }

  private static void refuse(String reason) {
    System.err.println("filigree bench: " + reason);
    System.exit(REFUSED);
  }
}
