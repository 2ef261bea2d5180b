package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.Requirements;
import io.filigree.systemtests.system.Archives;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Stage;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ./filigree demo}: a coordinator and three stores on this machine, until Ctrl-C; with
 * {@code --check} once, unattended, with figures and an exit code.
 */
public final class Demo {

  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private Demo() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<String> options = List.of(arguments);
    Optional<String> refusal = refusal(options);
    if (refusal.isPresent()) {
      System.err.println("filigree demo: " + refusal.get());
      System.exit(REFUSED);
    }
    if (options.contains("--check")) {
      System.exit(DemoCheck.run(System.out));
    }
    try {
      show(System.out);
    } catch (IllegalStateException e) {
      System.err.println("filigree demo: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static Optional<String> refusal(List<String> options) {
    return options.stream()
        .filter(option -> !option.equals("--check"))
        .findFirst()
        .map(option -> "unknown option " + option + "; it takes --check or nothing")
        .or(Requirements::check)
        .or(Archives::missing);
  }

  private static void show(PrintStream out) throws InterruptedException {
    out.println("Ctrl-C ends the demo and removes all it made.");
    out.println("Starting the coordinator ...");
    try (Stage stage = Stage.open(DemoData.wiped(), Coordinator.Ports.usual())) {
      out.println("Three stores join ...");
      ThreeStores stores = ThreeStores.on(stage);
      stores.awaitPods();
      stores.describe(out);
      new CountDownLatch(1).await();
    }
  }
}
