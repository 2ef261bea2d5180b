package io.filigree.edge.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection: a request, its answer, the end. Of the request the first line counts; nothing a
 * header says decides anything.
 */
final class Visit implements Runnable {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONGEST_REQUEST = 8_192;

  private static final String OK =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/plain; version=0.0.4; charset=utf-8\r
      Cache-Control: no-store\r
      """;
  private static final String BAD = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n";
  private static final String NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n";
  private static final String BAD_METHOD =
      """
      HTTP/1.1 405 Method Not Allowed\r
      Allow: GET, HEAD\r
      Content-Length: 0\r
      """;
  private static final String END = "Connection: close\r\n\r\n";

  private final Socket socket;
  private final MetricsServer.Scrape scrape;

  Visit(Socket socket, MetricsServer.Scrape scrape) {
    this.socket = socket;
    this.scrape = scrape;
  }

  @Override
  public void run() {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      answer(request(socket.getInputStream()), socket.getOutputStream());
      socket.close();
    } catch (IOException | RuntimeException e) {
      // The answer ends with the connection, so half of one must not end like a whole one.
      cutOff(socket);
    }
  }

  /** Ends a connection in such a way that the other end takes it for the failure that it is. */
  static void cutOff(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      return; // it has ended already
    }
  }

  /** All up to the first empty line; what it says is for {@link #answer} to find out. */
  private static String request(InputStream in) throws IOException {
    byte[] bytes = new byte[LONGEST_REQUEST];
    int length = 0;
    while (length < bytes.length) {
      int more = in.read(bytes, length, bytes.length - length);
      if (more < 0) {
        throw new IOException("the request has no end");
      }
      length += more;
      String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      if (text.contains("\r\n\r\n") || text.contains("\n\n")) {
        return text;
      }
    }
    throw new IOException("the request is too long");
  }

  private void answer(String request, OutputStream out) throws IOException {
    String[] line = request.substring(0, request.indexOf('\n')).strip().split(" ", -1);
    boolean http = line.length == 3 && line[2].startsWith("HTTP/1.");
    boolean found = http && (line[1].equals("/metrics") || line[1].startsWith("/metrics?"));
    boolean get = http && line[0].equals("GET");
    boolean allowed = get || (http && line[0].equals("HEAD"));
    if (!http) {
      write(out, BAD);
    } else if (!found) {
      write(out, NOT_FOUND);
    } else if (!allowed) {
      write(out, BAD_METHOD);
    } else {
      write(out, OK);
      if (get) {
        scrape.write(out);
      }
    }
  }

  private static void write(OutputStream out, String head) throws IOException {
    out.write((head + END).getBytes(StandardCharsets.ISO_8859_1));
  }
}
