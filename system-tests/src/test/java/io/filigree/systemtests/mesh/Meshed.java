package io.filigree.systemtests.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Mesh;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Stage;
import io.filigree.systemtests.system.Store;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What several tests want to know of stores. */
final class Meshed {

  private static final Duration SOON = Duration.ofMinutes(1);

  private Meshed() {}

  /** Waits until every pod of the stores is answered by every other. */
  static void await(List<Store> stores) {
    eventually(
        "all pods are answered",
        () -> Pair.of(stores).stream().allMatch(pair -> pair.pods().answered()));
  }

  /** Waits until every store stands where the coordinator stands. */
  static void awaitCursors(Mesh mesh, List<Store> stores) {
    eventually("all cursors are equal", () -> stores.stream().allMatch(store -> isAt(mesh, store)));
  }

  private static boolean isAt(Mesh mesh, Store store) {
    return store.edge().cursor().filter(mesh.cursor()::equals).isPresent();
  }

  static void eventually(String what, BooleanSupplier condition) {
    eventually(what, condition, () -> "");
  }

  /** Waits for the condition, and says what there was instead if it does not come. */
  static void eventually(String what, BooleanSupplier condition, Supplier<?> instead) {
    assertThat(Wait.upTo(SOON, condition)).as(() -> what + ", not " + instead.get()).isTrue();
  }

  static void demolish(Stage stage, List<Store> stores) {
    stores.forEach(stage::demolish);
  }
}
