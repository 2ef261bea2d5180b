package io.filigree.systemtests.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLSocketFactory;

/**
 * One kept HTTP/1.1 connection over TLS, one request at a time. A thousand of them fit in one small
 * process, and every byte is counted; no general client gives both.
 */
final class HttpConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private final String host;

  private HttpConnection(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.host = host;
    this.in = new BufferedInputStream(socket.getInputStream(), 2048);
  }

  static HttpConnection open(SSLSocketFactory tls, InetSocketAddress address, LongAdder received)
      throws IOException {
    Socket plain = new CountingSocket(address, received);
    String host = address.getHostString();
    return new HttpConnection(tls.createSocket(plain, host, address.getPort(), true), host);
  }

  /**
   * An answer.
   *
   * @param text as its sender wrote it, before compression
   */
  record Response(int status, Map<String, String> headers, String text) {}

  /** Sends a request and waits for its answer. */
  Response exchange(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    send(method, target, headers, body);
    return receive();
  }

  void send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(512);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
    head.append("\r\nAccept-Encoding: gzip\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Type: application/json\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length + 2);
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
  }

  Response receive() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = status == 204 ? new byte[0] : body(headers);
    String text = new String(unpacked(body, headers), StandardCharsets.UTF_8);
    return new Response(status, headers, text);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      return chunks();
    }
    return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.writeBytes(exactly(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended inside a body");
    }
    return bytes;
  }

  private static byte[] unpacked(byte[] body, Map<String, String> headers) throws IOException {
    if (!"gzip".equals(headers.get("content-encoding"))) {
      return body;
    }
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readAllBytes();
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
