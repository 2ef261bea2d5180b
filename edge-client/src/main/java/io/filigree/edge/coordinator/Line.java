package io.filigree.edge.coordinator;

import io.filigree.protocol.key.Pin;
import io.filigree.protocol.net.CoordinatorUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A way to one set of coordinators under one set of pins. {@code HttpsURLConnection}, because
 * {@code java.net.http} costs 5 MB more at every site.
 */
final class Line {

  private static final int CONNECT_PATIENCE = 5_000;

  private final List<CoordinatorUrl> urls;
  private final boolean pinned;
  private final SSLSocketFactory sockets;
  private volatile int preferred;

  Line(List<CoordinatorUrl> urls, List<Pin> pins, Consumer<String> warnings) {
    this.urls = List.copyOf(urls);
    this.pinned = !pins.isEmpty();
    this.sockets =
        pinned ? factory(pins, warnings) : (SSLSocketFactory) SSLSocketFactory.getDefault();
    // A connection is born with the default factory, whatever it is given then, and making the
    // JDK's own reads all public authorities: 150 ms and 2 MB for nothing where ours is pinned.
    HttpsURLConnection.setDefaultSSLSocketFactory(sockets);
  }

  private static SSLSocketFactory factory(List<Pin> pins, Consumer<String> warnings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new PinnedTrust(pins, warnings)}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** Sends to the coordinator that answered last, then to each other one in turn. */
  Response send(Request request, Map<String, String> headers) throws IOException {
    IOException trouble = new IOException("no coordinator is known");
    for (int i = 0; i < urls.size(); i++) {
      int index = (preferred + i) % urls.size();
      try {
        Response response = send(urls.get(index), request, headers);
        preferred = index;
        return response;
      } catch (IOException e) {
        trouble = i == 0 ? e : trouble;
      }
    }
    throw trouble;
  }

  private Response send(CoordinatorUrl url, Request request, Map<String, String> headers)
      throws IOException {
    URI target = URI.create(url + request.path() + request.query());
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(sockets);
      if (pinned) {
        https.setHostnameVerifier((name, session) -> true); // the pin decides, not the name
      }
    }
    connection.setRequestMethod(request.method());
    connection.setConnectTimeout(CONNECT_PATIENCE);
    connection.setReadTimeout(request.patience());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept-Encoding", "gzip");
    connection.setRequestProperty("Accept", "application/json, application/problem+json");
    headers.forEach(connection::setRequestProperty);
    if (request.body().isPresent()) {
      write(connection, request.body().get());
    }
    return new Response(connection);
  }

  private static void write(HttpURLConnection connection, String json) throws IOException {
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }
}
