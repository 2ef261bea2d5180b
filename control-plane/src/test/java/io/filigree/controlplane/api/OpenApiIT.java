package io.filigree.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.testing.TestCoordinator;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code mvn verify -Popenapi} writes the file that this compares with the running server. */
final class OpenApiIT {
  private static final Path PUBLISHED = Path.of("..", "openapi", "filigree.yaml");

  private static final Pattern FORBIDDEN =
      Pattern.compile("(?i)private|preshared|postup|script|command|password");

  @RegisterExtension static final TestCoordinator coordinator = new TestCoordinator();

  @Test
  void publishedDescriptionIsWhatTheServerServes() throws IOException {
    String served = open("/v3/api-docs.yaml");
    if (Boolean.getBoolean("filigree.openapi.write")) {
      Files.writeString(PUBLISHED, served);
    }
    assertThat(served).isEqualTo(Files.readString(PUBLISHED));
  }

  @Test
  void everyOperationSaysWhoMayCallItAndHowItRefuses() {
    String json = open("/v3/api-docs");
    Map<String, Map<String, Map<String, Object>>> paths = JsonPath.read(json, "$.paths");
    assertThat(paths).containsKey("/api/v1/tokens");
    paths.forEach((path, operations) ->
        operations.forEach((method, operation) ->
            assertThat(operation)
                .as("%s %s", method, path)
                .containsKeys("security", "summary", "tags")
                .extractingByKey("responses")
                .asString()
                .contains("#/components/responses/Problem")));
  }

  @Test
  void noFieldCouldCarryAPrivateKeyOrACommand() {
    List<Map<String, Object>> properties =
        JsonPath.read(open("/v3/api-docs"), "$.components.schemas..properties");
    assertThat(properties)
        .isNotEmpty()
        .flatExtracting(Map::keySet)
        .noneMatch(field -> FORBIDDEN.matcher(field).find());
  }

  @Test
  void swaggerUiLoadsFromHereAlone() {
    String page = open("/swagger-ui/index.html");
    assertThat(page).contains("swagger-ui").doesNotContain("http://").doesNotContain("https://");
    assertThat(open("/v3/api-docs/swagger-config")).contains("/v3/api-docs");
  }

  private static String open(String path) {
    var answer = coordinator.send(HttpRequest.newBuilder(coordinator.uri(path)));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }
}
