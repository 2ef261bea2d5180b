package io.filigree.systemtests.hollow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.key.Pin;
import io.filigree.systemtests.lab.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A small HTTPS server with a certificate of its own. */
final class DoubleServer implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray(); // of a key that lives a minute

  /** Bytes from which on a body is worth compressing. */
  private static final int LONG = 1_024;

  private static final String AUTHORITY = "authority";

  private final HttpsServer server;
  private final Pin pin;

  private DoubleServer(HttpsServer server, Pin pin) {
    this.server = server;
    this.pin = pin;
  }

  /** What an edge asked. */
  record Request(String path, Map<String, String> query, String body) {

    Optional<String> query(String name) {
      return Optional.ofNullable(query.get(name));
    }

    JsonFields json() {
      return JsonFields.of(Json.parse(body, JsonLimits.REQUEST));
    }
  }

  /**
   * What it is told.
   *
   * @param afterwards done when it has been written
   */
  record Reply(int status, String body, Map<String, String> headers, Runnable afterwards) {

    static Reply of(int status, String body) {
      return new Reply(status, body, Map.of(), () -> {});
    }

    Reply header(String name, String value) {
      return new Reply(status, body, Map.of(name, value), afterwards);
    }

    Reply then(Runnable next) {
      return new Reply(status, body, headers, next);
    }
  }

  /** Answers a request, on a thread that may wait. */
  interface Handler {
    Reply reply(Request request) throws InterruptedException;
  }

  static DoubleServer start(String host, Path folder, Handler handler) {
    try {
      KeyStore keys = newKeys(Files.createTempDirectory(folder, "double").resolve("keys.p12"));
      Pin pin = Pin.of(keys.getCertificate(AUTHORITY).getPublicKey().getEncoded());
      keys.deleteEntry(AUTHORITY);
      HttpsServer server = HttpsServer.create(new InetSocketAddress(host, 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> serve(exchange, handler));
      server.start();
      return new DoubleServer(server, pin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS for the double", e);
    }
  }

  // An authority and a certificate of it, as edges pin authorities. The JDK makes certificates with
  // this tool only.
  private static KeyStore newKeys(Path file) throws IOException, GeneralSecurityException {
    keytool(file, "-alias", AUTHORITY, "-dname", "CN=double authority", "-ext", "bc:c");
    keytool(file, "-alias", "server", "-dname", "CN=double", "-signer", AUTHORITY);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static void keytool(Path file, String... about) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    words.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    words.addAll(List.of("-keystore", file.toString()));
    words.addAll(List.of(about));
    Command.of(words).run();
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void serve(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Reply reply = handler.reply(request(exchange));
      byte[] body = body(exchange, reply);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Filigree-Inbox", "0");
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().close();
      reply.afterwards().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Long answers are compressed for whoever reads that, as the coordinator's are.
  private static byte[] body(HttpExchange exchange, Reply reply) throws IOException {
    byte[] plain = reply.body().getBytes(StandardCharsets.UTF_8);
    List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of());
    if (plain.length < LONG || !accepted.contains("gzip")) {
      return plain;
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    return zipped.toByteArray();
  }

  private static Request request(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new Request(
        exchange.getRequestURI().getPath(), query(exchange.getRequestURI().getQuery()), body);
  }

  private static Map<String, String> query(@Nullable String text) {
    return Arrays.stream(Optional.ofNullable(text).orElse("").split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  String url() {
    InetSocketAddress address = server.getAddress();
    return "https://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  Pin pin() {
    return pin;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
