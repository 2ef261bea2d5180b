package io.filigree.controlplane.feed;

import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.feed.Cursor;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a question with one write that does not block: a slow reader holds its connection, never
 * a thread.
 */
final class JettyReply implements Poll.Reply {

  private final Response response;
  private final Callback callback;
  private final JsonMapper problems;

  JettyReply(Request request, Response response, Callback callback, JsonMapper problems) {
    this.response = response;
    this.callback = callback;
    this.problems = problems;
    // A parked question is idle by design; its own deadline ends it.
    request.addIdleTimeoutListener(_ -> response.isCommitted());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
  }

  @Override
  public void newer(FeedBody body, long inbox) {
    HttpFields.Mutable headers = response.getHeaders();
    response.setStatus(200);
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CONTENT_LENGTH, body.length());
    if (body.isCompressed()) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
    }
    write(body.buffer(), inbox);
  }

  @Override
  public void nothingNewer(Cursor cursor, long inbox) {
    response.setStatus(204);
    response.getHeaders().put("Filigree-Cursor", cursor.toString());
    write(BufferUtil.EMPTY_BUFFER, inbox);
  }

  private void write(ByteBuffer body, long inbox) {
    response.getHeaders().put("Filigree-Inbox", inbox);
    response.write(true, body, callback);
  }

  /** Answers with a problem. */
  void refuse(Problem problem) {
    response.setStatus(problem.type().status().value());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    byte[] body = problems.writeValueAsBytes(problem.toResponse().getBody());
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
