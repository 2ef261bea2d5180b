package io.filigree.controlplane.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.testing.Box;
import io.filigree.controlplane.testing.Operator;
import io.filigree.controlplane.testing.RosterAudit;
import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.protocol.join.JoinToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How fast a mesh fills: signed requests over HTTP, planned ranges, one epoch each. The disk counts
 * with {@code -Dfiligree.test.durable=true}, as in production.
 */
class EnrolmentRateIT {

  private static final int CONNECTIONS = 8;
  private static final int WARM_UP = 100;
  private static final int JOINS = 400;

  /** The bar, 100 a second, is the bench's to hold; a build machine is busy with other things. */
  private static final double AT_LEAST = 10;

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  @Test
  void hundredSitesASecondGetIn() throws Exception {
    Operator operator = new Operator(coordinator);
    operator.makeMesh("filling");
    JoinToken token = operator.makeToken("filling", "{\"singleUse\": false}");
    try (var connections = Executors.newFixedThreadPool(CONNECTIONS)) {
      join(connections, token, 0, WARM_UP);
      Duration taken = join(connections, token, WARM_UP, JOINS);
      double rate = JOINS * 1000.0 / taken.toMillis();
      System.out.printf("enrol_rate: %.0f sites/s%n", rate);
      assertThat(rate).isGreaterThan(AT_LEAST);
    }
    assertThat(new RosterAudit(coordinator.database()).check("filling").value())
        .isEqualTo(1 + WARM_UP + JOINS);
  }

  /** Boxes make their keys beforehand, as they do in the field. */
  private static Duration join(ExecutorService connections, JoinToken token, int first, int count)
      throws Exception {
    List<Callable<Integer>> joins = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      Box box = new Box(coordinator);
      String name = "store-" + i;
      joins.add(() -> box.join(token, name, ", 'plan': {'pod': 24, 'service': 24}").statusCode());
    }
    long start = System.nanoTime();
    for (Future<Integer> status : connections.invokeAll(joins)) {
      assertThat(status.get()).isEqualTo(201);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
