package io.filigree.systemtests.bench;

import io.filigree.systemtests.system.Archives;
import java.util.List;
import java.util.Optional;

/** {@code ./filigree bench NAME}: finds the benchmark of that name and runs it. */
public final class Bench {

  private static final int REFUSED = 2;

  private Bench() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (!words.equals(List.of("feed"))) {
      refuse("which one? There is: feed");
    }
    Optional<String> missing = Archives.missing();
    missing.ifPresent(Bench::refuse);
    System.exit(FeedBench.run());
  }

  private static void refuse(String reason) {
    System.err.println("filigree bench: " + reason);
    System.exit(REFUSED);
  }
}
