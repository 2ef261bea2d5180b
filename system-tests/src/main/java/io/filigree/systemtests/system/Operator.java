package io.filigree.systemtests.system;

import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.systemtests.system.Http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody with an administrator's token. */
public final class Operator {

  private final Http http;
  private final String token;
  private final Path tokenFile;

  private Operator(Http http, String token, Path tokenFile) {
    this.http = http;
    this.token = token;
    this.tokenFile = tokenFile;
  }

  /** The first operator of a fresh coordinator: spends the bootstrap token. */
  public static Operator first(Coordinator coordinator) {
    Http http = new Http(HttpClient.newHttpClient(), coordinator.local());
    String body = JsonObject.builder().put("name", "first").put("role", "admin").build().toJson();
    String token =
        http.send("POST", "/api/v1/tokens", bearer(bootstrap(coordinator)), body)
            .expect(201)
            .json()
            .text("token");
    return new Operator(http, token, keep(coordinator.data().resolve("operator.token"), token));
  }

  private static String bootstrap(Coordinator coordinator) {
    try {
      return Files.readString(coordinator.data().resolve("bootstrap-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the coordinator left no bootstrap token", e);
    }
  }

  private static Path keep(Path file, String token) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, token + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  /** Where the token lies, for whoever owns this machine. */
  public Path tokenFile() {
    return tokenFile;
  }

  /** Makes a mesh whose edges find the coordinator at the address. */
  public Mesh createMesh(String name, String url) {
    JsonObject body =
        JsonObject.builder()
            .put("name", name)
            .put("mode", "coordinator")
            .put("urls", JsonArray.ofTexts(List.of(url)))
            .build();
    send("POST", "/api/v1/meshes", body.toJson()).expect(201);
    return new Mesh(this, name);
  }

  Answer send(String method, String path, String body) {
    return http.send(method, path, bearer(token), body);
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    var all = new TreeMap<>(headers);
    all.putAll(bearer(token));
    return http.send(method, path, all, body);
  }
}
