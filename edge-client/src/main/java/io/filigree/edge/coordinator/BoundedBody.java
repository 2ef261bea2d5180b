package io.filigree.edge.coordinator;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends in an error when it is too long or takes too long, compressed or not. */
final class BoundedBody extends FilterInputStream {

  private final long deadline;
  private long left;

  /**
   * @param limit the most bytes that are read
   * @param deadline the value of {@link System#nanoTime} after which nothing is read
   */
  BoundedBody(InputStream body, long limit, long deadline) {
    super(body);
    this.left = limit;
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    count(Math.max(0, got));
    return got;
  }

  private void count(int got) throws IOException {
    left -= got;
    if (left < 0) {
      throw new IOException("the answer is too long");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new IOException("the answer takes too long");
    }
  }
}
