package io.filigree.controlplane.feed;

import io.filigree.controlplane.testing.TestCoordinator;
import io.filigree.controlplane.testing.TestMesh;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.name.SiteId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

/** Asks {@code /edge/v1/mesh} as a site, over HTTP. */
record PollingEdge(TestCoordinator coordinator, TestMesh mesh, SiteId site) {

  private static final String PATH = "/edge/v1/mesh";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  HttpResponse<byte[]> ask(String query) {
    return askLater(query).join();
  }

  HttpResponse<byte[]> askPlain(String query) {
    return HTTP.sendAsync(request(query).build(), BodyHandlers.ofByteArray()).join();
  }

  CompletableFuture<HttpResponse<byte[]>> askLater(String query) {
    HttpRequest request = request(query).header("Accept-Encoding", "gzip").build();
    return HTTP.sendAsync(request, BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String query) {
    HttpRequest.Builder request = HttpRequest.newBuilder(coordinator.uri(PATH + query));
    mesh.sign(site, "GET", PATH, Optional.empty()).forEach(request::header);
    return request;
  }

  static MeshAnswer answer(HttpResponse<byte[]> response) {
    boolean gzip = response.headers().firstValue("Content-Encoding").isPresent();
    InputStream bytes = new ByteArrayInputStream(response.body());
    try (InputStream json = gzip ? new GZIPInputStream(bytes) : bytes) {
      return MeshAnswer.parse(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
