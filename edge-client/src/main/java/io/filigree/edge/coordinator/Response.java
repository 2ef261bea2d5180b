package io.filigree.edge.coordinator;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** An answer whose head has been read. Closing it leaves the connection to the next request. */
final class Response implements AutoCloseable {

  /** A full list of 10,000 sites is 11 MB; nothing honest is longer than this. */
  private static final long MOST_BYTES = 64L << 20;

  private static final long MOST_NANOS = 60_000_000_000L;

  private final HttpURLConnection connection;
  private final int status;
  private final InputStream body;

  Response(HttpURLConnection connection) throws IOException {
    this.connection = connection;
    this.status = connection.getResponseCode();
    this.body = body(connection, status);
  }

  private static InputStream body(HttpURLConnection connection, int status) throws IOException {
    InputStream raw = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (raw == null || status == HttpURLConnection.HTTP_NO_CONTENT) {
      return InputStream.nullInputStream();
    }
    long deadline = System.nanoTime() + MOST_NANOS;
    InputStream bounded = new BoundedBody(raw, MOST_BYTES, deadline);
    boolean zipped = "gzip".equalsIgnoreCase(connection.getContentEncoding());
    return zipped
        ? new BoundedBody(new GZIPInputStream(bounded, 8192), MOST_BYTES, deadline)
        : bounded;
  }

  int status() {
    return status;
  }

  InputStream body() {
    return body;
  }

  JsonFields json() throws IOException {
    try {
      return JsonFields.of(Json.parse(body, JsonLimits.ANSWER));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The number in a header; empty when there is none. */
  Optional<Long> number(String header) {
    String value = connection.getHeaderField(header);
    try {
      return value == null ? Optional.empty() : Optional.of(Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The coordinator's clock. */
  Optional<Instant> date() {
    long date = connection.getDate();
    return date == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(date));
  }

  /** The problem this is, for an answer of 400 and above. */
  Problem problem() throws IOException {
    try {
      return Problem.parse(status, json());
    } catch (MalformedException e) {
      return Problem.bare(status);
    }
  }

  @Override
  public void close() throws IOException {
    body.skip(MOST_BYTES);
    body.close();
  }
}
