package io.filigree.controlplane.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.testing.TestCoordinator;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ControlPlaneApplicationIT {
  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  @Test
  void answersWhenStarted() {
    assertThat(healthStatus()).isEqualTo(200);
  }

  @Test
  void startsAgainOnTheSameDatabase() {
    coordinator.stop();
    coordinator.start();
    assertThat(healthStatus()).isEqualTo(200);
  }

  private static int healthStatus() {
    var health = HttpRequest.newBuilder(coordinator.uri("/actuator/health"));
    return coordinator.send(health).statusCode();
  }
}
