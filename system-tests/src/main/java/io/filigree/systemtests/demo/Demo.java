package io.filigree.systemtests.demo;

import io.filigree.systemtests.lab.Requirements;
import io.filigree.systemtests.lab.Topology;
import io.filigree.systemtests.system.Archives;
import io.filigree.systemtests.system.Coordinator;
import io.filigree.systemtests.system.Stage;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * {@code ./filigree demo}: a coordinator and three stores on this machine, until Ctrl-C; with
 * {@code --check} once, unattended, with figures and an exit code; with {@code --topology NAME} in
 * other surroundings, and with a relay.
 */
public final class Demo {

  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private Demo() {}

  public static void main(String[] arguments) throws InterruptedException {
    switch (DemoOptions.parse(List.of(arguments))) {
      case DemoOptions.Unusable(String reason) -> refuse(reason);
      case DemoOptions.ListTopologies() -> System.out.println(DemoOptions.topologies());
      case DemoOptions.Check() -> {
        requireMachine();
        System.exit(DemoCheck.run(System.out));
      }
      case DemoOptions.Show() -> showOrFail(ThreeStores::on);
      case DemoOptions.ShowIn(Topology topology) ->
          showOrFail(stage -> ThreeStores.in(stage, topology));
    }
  }

  private static void refuse(String reason) {
    System.err.println("filigree demo: " + reason);
    System.exit(REFUSED);
  }

  private static void requireMachine() {
    Requirements.check().or(Archives::missing).ifPresent(Demo::refuse);
  }

  private static void showOrFail(Function<Stage, ThreeStores> stores) throws InterruptedException {
    requireMachine();
    try {
      show(System.out, stores);
    } catch (IllegalStateException e) {
      System.err.println("filigree demo: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void show(PrintStream out, Function<Stage, ThreeStores> join)
      throws InterruptedException {
    out.println("Ctrl-C ends the demo and removes all it made.");
    out.println("Starting the coordinator ...");
    try (Stage stage = Stage.open(DemoData.wiped(), Coordinator.Ports.usual())) {
      out.println("Three stores join ...");
      ThreeStores stores = join.apply(stage);
      stores.awaitPods();
      stores.describe(out);
      new CountDownLatch(1).await();
    }
  }
}
