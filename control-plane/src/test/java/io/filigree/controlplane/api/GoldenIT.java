package io.filigree.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.testing.TestCoordinator;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/**
 * A conversation with the operator API, compared word for word with {@code openapi/golden}; {@code
 * mvn verify -Popenapi} writes it anew. What differs from run to run is masked.
 */
final class GoldenIT {
  private static final Path GOLDEN = Path.of("..", "openapi", "golden");
  private static final String TOKENS = "/api/v1/tokens";
  private static final String MESHES = "/api/v1/meshes";
  private static final String SHOPS = MESHES + "/shops";
  private static final JsonMapper JSON = JsonMapper.shared();

  /** With the keys of the published test vectors. */
  private static final String RELAY =
      """
      {'name': 'relay-1', 'identityKey': '7pOk9m-NFrgZu5vrn_zN_NwUEuh_7moyTCqZoeDmcUg',
       'wireGuardKey': 'YD_lVRMwv20sF0onNvoplr-DEaJZs4qe10lCWoNWKQk',
       'endpoints': ['relay-1.example.com:51871']}
      """;

  /** What differs from run to run, and what stands for it. */
  private static final Map<String, String> MASKS = new LinkedHashMap<>();

  static {
    MASKS.put("fgo_[0-9a-f]{16}_[\\w-]{43}", "fgo_<id>_<secret>");
    MASKS.put("fg1\\.[\\w-]+\\.[\\w-]+\\.[\\w-]+", "fg1.<trust>.<id>.<secret>");
    MASKS.put("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>");
    MASKS.put("sha256/[\\w-]{43}", "sha256/<pin>");
    MASKS.put("\"[\\w-]{43}\"", "\"<key>\"");
    MASKS.put("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>");
    MASKS.put("\"id\" : \"[0-9a-zA-Z_-]+\"", "\"id\" : \"<id>\"");
    MASKS.put("(tokens/)[\\w-]+", "$1<id>");
    MASKS.put("\"createdBy\" : \"[0-9a-f]{16}\"", "\"createdBy\" : \"<id>\"");
  }

  @RegisterExtension
  static final TestCoordinator coordinator =
      new TestCoordinator().with("filigree.urls=https://mesh.example.com:8443");

  private String token = "";

  @Test
  void conversationIsAsPublished() throws IOException {
    token = coordinator.token(Role.ADMIN);
    step("01-make-operator-token", "POST", TOKENS, "{'name': 'ci', 'role': 'viewer'}");
    step(
        "02-everything-wrong-at-once",
        "POST",
        TOKENS,
        "{'name': ' \\n', 'role': 'viewer', 'expiresAt': '2001-01-01T00:00:00Z'}");
    step("03-unknown-field", "POST", TOKENS, "{'name': 'ci', 'role': 'viewer', 'owner': 'me'}");
    step("04-make-mesh", "POST", MESHES, "{'name': 'shops', 'mode': 'coordinator'}");
    step("05-mesh-name-taken", "POST", MESHES, "{'name': 'shops', 'mode': 'coordinator'}");
    step("06-look-at-mesh", "GET", SHOPS, "");
    step("07-change-without-if-match", "PATCH", SHOPS, "{'urls': ['https://b.example.com']}");
    step("08-make-join-token", "POST", SHOPS + "/join-tokens", "{'site': 'store-a'}");
    step("09-plan-next-site", "GET", SHOPS + "/plan?pod=16&service=16", "");
    step("10-list-sites", "GET", SHOPS + "/sites?limit=10", "");
    step("11-no-such-mesh", "GET", MESHES + "/nowhere", "");
    step("12-method-not-allowed", "DELETE", MESHES, "");
    step(
        "13-relay-token-with-terms-of-a-site",
        "POST",
        SHOPS + "/join-tokens",
        "{'kind': 'relay', 'labels': {'region': 'north'}, 'pools': ['pod']}");
    step("14-add-relay", "POST", SHOPS + "/relays", RELAY);
    step("15-relay-without-a-place", "PATCH", SHOPS + "/relays/relay-1", "{'endpoints': []}");
  }

  private void step(String name, String method, String path, String quoted) throws IOException {
    String body = quoted.replace('\'', '"');
    var request = coordinator.as(token, path).header("Content-Type", "application/json");
    var answer = coordinator.send(request.method(method, BodyPublishers.ofString(body)));
    String said = method + " " + path + "\n" + pretty(body) + "\n" + masked(answer);
    Path file = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("filigree.openapi.write")) {
      Files.writeString(Files.createDirectories(GOLDEN).resolve(name + ".txt"), said);
    }
    assertThat(said).isEqualTo(Files.readString(file));
  }

  private static String masked(HttpResponse<String> answer) {
    String text = answer.statusCode() + "\n" + headers(answer) + "\n" + pretty(answer.body());
    for (var mask : MASKS.entrySet()) {
      text = text.replaceAll(mask.getKey(), mask.getValue());
    }
    return text;
  }

  private static String headers(HttpResponse<String> answer) {
    return Stream.of("Content-Type", "Cache-Control", "ETag", "Location", "Allow")
        .flatMap(name -> answer.headers().firstValue(name).map(v -> name + ": " + v).stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String pretty(String json) {
    return json.isEmpty()
        ? ""
        : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json)) + "\n";
  }
}
