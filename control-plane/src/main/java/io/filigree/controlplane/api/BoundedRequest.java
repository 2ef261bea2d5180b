package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.BodyTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * A request whose body is bounded and can be read more than once: filters look at its bytes before
 * a controller parses them. Read from the network at first need.
 */
public final class BoundedRequest extends HttpServletRequestWrapper {
  /** Most bytes of any body; the largest honest one is a few kilobytes. */
  public static final int LIMIT = 64 * 1024;

  private byte @Nullable [] body;

  BoundedRequest(HttpServletRequest request) {
    super(request);
  }

  /** The body of a request that came through the filters of this package; may be empty. */
  public static byte[] bodyOf(HttpServletRequest request) throws IOException {
    BoundedRequest bounded = WebUtils.getNativeRequest(request, BoundedRequest.class);
    if (bounded == null) {
      throw new IllegalStateException("a request that no BodyLimitFilter saw");
    }
    return bounded.body().clone();
  }

  private byte[] body() throws IOException {
    byte[] read = body;
    if (read == null) {
      read = getRequest().getInputStream().readNBytes(LIMIT + 1);
      if (read.length > LIMIT) {
        throw new BodyTooLargeException(LIMIT);
      }
      body = read;
    }
    return read;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Bytes(new ByteArrayInputStream(body()));
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Bytes(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("the body is here already");
    }
  }
}
