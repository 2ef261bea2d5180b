package io.filigree.controlplane.testing;

import static java.util.Locale.ROOT;

import com.jayway.jsonpath.JsonPath;
import io.filigree.controlplane.ControlPlaneApplication;
import io.filigree.controlplane.access.Role;
import io.filigree.controlplane.tls.Listeners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The whole coordinator on random ports, with a fresh database and data directory, for one test
 * class: {@code @RegisterExtension static final TestCoordinator coordinator = new
 * TestCoordinator();}.
 */
public final class TestCoordinator implements BeforeAllCallback, AfterAllCallback {
  private final FreshDatabase database = new FreshDatabase();
  private final List<Class<?>> sources = new ArrayList<>(List.of(ControlPlaneApplication.class));
  private final Map<String, String> settings = new TreeMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Path directory;
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable String admin;

  /** A coordinator with these beans beside its own. */
  public TestCoordinator(Class<?>... extra) {
    sources.addAll(Arrays.asList(extra));
  }

  /** Adds a setting, {@code name=value}. */
  public TestCoordinator with(String setting) {
    int equals = setting.indexOf('=');
    settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    database.beforeAll(test);
    directory = Files.createTempDirectory("coordinator");
    start();
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    stop();
    database.afterAll(test);
    FileSystemUtils.deleteRecursively(directory());
  }

  /** Starts it again on the same database and directory. */
  public void start() {
    context = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).run(arguments());
  }

  /** Stops it gracefully; the database stays. */
  public void stop() {
    context().close();
  }

  private String[] arguments() {
    var all = new TreeMap<String, String>();
    all.put("spring.datasource.url", database.url());
    all.put("spring.datasource.username", "postgres");
    all.put("server.port", "0");
    all.put("filigree.http.port", "0");
    all.put("filigree.first-mesh", "");
    all.put("filigree.data-dir", directory().toString());
    all.putAll(settings);
    return all.entrySet().stream().map(e -> "--" + e).toArray(String[]::new);
  }

  /** Its database. */
  public FreshDatabase database() {
    return database;
  }

  /** Its data directory. */
  public Path directory() {
    return Objects.requireNonNull(directory, "only while the test class runs");
  }

  /** The one bean of this type. */
  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  /** All beans of this type. */
  public <T> Collection<T> beans(Class<T> type) {
    return context().getBeansOfType(type).values();
  }

  /** A path on the plain listener. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + bean(Listeners.class).http() + path);
  }

  /** Sends one request and waits for the answer. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A request with a bearer token. */
  public HttpRequest.Builder as(String token, String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
  }

  /** A fresh token for all meshes: the first is made with the bootstrap token, as in real life. */
  public String token(Role role) {
    String body = "{\"name\": \"test\", \"role\": \"%s\"}".formatted(role.name().toLowerCase(ROOT));
    String made = post(maker(), "/api/v1/tokens", body).body();
    return JsonPath.read(made, "$.token");
  }

  /** The answer to a JSON body. */
  public HttpResponse<String> post(String token, String path, String json) {
    return send(
        as(token, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** The answer to a GET. */
  public HttpResponse<String> get(String token, String path) {
    return send(as(token, path));
  }

  private String maker() {
    if (admin == null) {
      String json = "{\"name\": \"first\", \"role\": \"admin\"}";
      admin = JsonPath.read(post(bootstrapToken(), "/api/v1/tokens", json).body(), "$.token");
    }
    return Objects.requireNonNull(admin);
  }

  /** What the first start left in its file. */
  public String bootstrapToken() {
    try {
      return Files.readString(directory().resolve("bootstrap-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfigurableApplicationContext context() {
    return Objects.requireNonNull(context, "only while the test class runs");
  }
}
