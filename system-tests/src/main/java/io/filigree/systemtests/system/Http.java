package io.filigree.systemtests.system;

import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A client of one server that takes every answer for an answer. */
public final class Http {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient client;
  private final String base;

  public Http(HttpClient client, String base) {
    this.client = client;
    this.base = base;
  }

  /** What the server said. */
  public record Answer(int status, String body, HttpResponse<String> whole) {

    @Override
    public String toString() {
      return whole.request().method() + " " + whole.uri() + " gave " + status + ": " + body;
    }

    /** The body, which must be a JSON object. */
    public JsonFields json() {
      return JsonFields.of(Json.parse(body, JsonLimits.ANSWER));
    }

    /** This answer, if its status is the one hoped for. */
    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new IllegalStateException(toString());
      }
      return this;
    }
  }

  public Answer send(String method, String path, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
