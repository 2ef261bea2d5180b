package io.filigree.controlplane.testing;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.access.Role;
import io.filigree.protocol.join.JoinToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Somebody with an admin token, working through the API of a {@link TestCoordinator}. */
public final class Operator {

  private static final String MESHES = "/api/v1/meshes";

  private final TestCoordinator coordinator;
  private final String token;

  /** Somebody new, with a token of their own. */
  public Operator(TestCoordinator coordinator) {
    this.coordinator = coordinator;
    this.token = coordinator.token(Role.ADMIN);
  }

  /** The answer to making a mesh from this JSON. */
  public HttpResponse<String> postMesh(String json) {
    return post(MESHES, json);
  }

  /** Makes a mesh with default pools, or fails. */
  public void makeMesh(String name) {
    require(
        201,
        postMesh(
            """
            {"name": "%s", "mode": "coordinator", "urls": ["https://127.0.0.1:8443"]}
            """
                .formatted(name)));
  }

  /** The answer to making a join token from this JSON. */
  public HttpResponse<String> postToken(String mesh, String json) {
    return post(MESHES + "/" + mesh + "/join-tokens", json);
  }

  /** Makes a join token on these terms, or fails. */
  public JoinToken makeToken(String mesh, String json) {
    HttpResponse<String> made = require(201, postToken(mesh, json));
    return JoinToken.parse(JsonPath.read(made.body(), "$.token"));
  }

  /** The answer to a GET of something of a mesh, such as {@code /sites/store-a}. */
  public HttpResponse<String> get(String mesh, String path) {
    return coordinator.get(token, MESHES + "/" + mesh + path);
  }

  /** One value of something of a mesh, by JSON path; typed as loosely as JsonPath's own read. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T read(String mesh, String path, String jsonPath) {
    return JsonPath.read(require(200, get(mesh, path)).body(), jsonPath);
  }

  /** The answer to a PATCH or DELETE on the state that is there now. */
  public HttpResponse<String> change(String method, String mesh, String path, String json) {
    String resource = path.replaceAll("\\?.*", "");
    String tag = get(mesh, resource).headers().firstValue("ETag").orElse("\"none\"");
    return change(method, mesh, path, json, tag);
  }

  /** The answer to a PATCH or DELETE on the state with this ETag. */
  public HttpResponse<String> change(
      String method, String mesh, String path, String json, String tag) {
    return coordinator.send(
        coordinator
            .as(token, MESHES + "/" + mesh + path)
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .method(method, BodyPublishers.ofString(json)));
  }

  /** The answer to a POST. */
  public HttpResponse<String> post(String path, String json) {
    return coordinator.post(token, path, json);
  }

  /** The answer, if it has this status. */
  public static HttpResponse<String> require(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }
}
