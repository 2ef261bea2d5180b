package io.filigree.controlplane.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.TestCoordinator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BootstrapTokenIT {
  private static final String FIRST = "{\"name\": \"first\", \"role\": \"admin\"}";

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  @BeforeEach
  void asOnTheFirstStart() {
    coordinator.database().jdbc().sql("DELETE FROM operator_token").update();
    coordinator.database().jdbc().sql("DELETE FROM bootstrap_token").update();
    coordinator.bean(BootstrapToken.class).handOver(false);
  }

  @Test
  void itsFileIsForTheOwnerOnly() throws IOException {
    var file = coordinator.directory().resolve("bootstrap-token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void makesOneTokenAndDies() {
    String bootstrap = coordinator.bootstrapToken();
    var made = coordinator.post(bootstrap, "/api/v1/tokens", FIRST);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(coordinator.post(bootstrap, "/api/v1/tokens", FIRST).statusCode()).isEqualTo(401);
    String token = JsonPath.read(made.body(), "$.token");
    assertThat(coordinator.get(token, "/api/v1/tokens").statusCode()).isEqualTo(200);
  }

  @Test
  void otherCallsAreRefusedAndDoNotSpendIt() {
    String bootstrap = coordinator.bootstrapToken();
    assertThat(coordinator.get(bootstrap, "/api/v1/tokens").statusCode()).isEqualTo(403);
    assertThat(coordinator.get(bootstrap, "/api/v1/meshes").statusCode()).isEqualTo(403);
    assertThat(coordinator.post(bootstrap, "/api/v1/tokens", "{}").statusCode()).isEqualTo(400);
    assertThat(coordinator.post(bootstrap, "/api/v1/tokens?dryRun=true", FIRST).statusCode())
        .isEqualTo(201);
    assertThat(coordinator.post(bootstrap, "/api/v1/tokens", FIRST).statusCode()).isEqualTo(201);
  }

  @Test
  void refusedTokenDoesNotSpendIt() {
    String scoped = "{\"name\": \"first\", \"role\": \"admin\", \"mesh\": \"nowhere\"}";
    String bootstrap = coordinator.bootstrapToken();
    assertThat(coordinator.post(bootstrap, "/api/v1/tokens", scoped).statusCode()).isEqualTo(400);
    assertThat(coordinator.post(bootstrap, "/api/v1/tokens", FIRST).statusCode()).isEqualTo(201);
  }

  @Test
  void manyAtOnceMakeOneToken() throws Exception {
    String bootstrap = coordinator.bootstrapToken();
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> coordinator.post(bootstrap, "/api/v1/tokens", FIRST).statusCode());
    }
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        statuses.add(call.get());
      }
    }
    assertThat(statuses).containsOnlyOnce(201).allMatch(s -> s == 201 || s == 401 || s == 403);
  }

  @Test
  void nextStartKeepsALivingOneAndRevivesNoDeadOne() {
    var tokens = coordinator.bean(BootstrapToken.class);
    String before = coordinator.bootstrapToken();
    tokens.handOver(false);
    assertThat(coordinator.bootstrapToken()).isEqualTo(before);
    coordinator.post(before, "/api/v1/tokens", FIRST);
    assertThat(tokens.handOver(false)).isEqualTo(new BootstrapToken.Handover.Spent());
    assertThat(tokens.handOver(true)).isEqualTo(new BootstrapToken.Handover.Spent());
  }

  @Test
  void onATerminalItIsShownAndNotPrinted() {
    coordinator.database().jdbc().sql("DELETE FROM bootstrap_token").update();
    var handover = coordinator.bean(BootstrapToken.class).handOver(true);
    assertThat(handover).isInstanceOf(BootstrapToken.Handover.Shown.class);
    assertThat(handover.toString()).doesNotContain("fgb_");
  }
}
