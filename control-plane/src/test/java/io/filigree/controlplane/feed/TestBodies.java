package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.MeshAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** Reads bodies as an edge does. */
final class TestBodies {

  private TestBodies() {}

  static MeshAnswer answer(FeedBody body) {
    ByteBuffer buffer = body.buffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    InputStream plain = new ByteArrayInputStream(bytes);
    try (InputStream json = body.isCompressed() ? new GZIPInputStream(plain) : plain) {
      return MeshAnswer.parse(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
