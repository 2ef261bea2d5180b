package io.filigree.controlplane.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One serialised answer, made once and written to every edge that needs it. Never modified. */
final class FeedBody {

  private final byte[] bytes;
  private final boolean compressed;

  private FeedBody(byte[] bytes, boolean compressed) {
    this.bytes = bytes;
    this.compressed = compressed;
  }

  /** The text as it is. */
  static FeedBody plain(byte[] json) {
    return new FeedBody(json, false);
  }

  /** The text compressed, unless that makes it longer. */
  static FeedBody smallest(byte[] json) {
    byte[] compressed = gzip(json);
    return compressed.length < json.length
        ? new FeedBody(compressed, true)
        : new FeedBody(json, false);
  }

  private static byte[] gzip(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length / 2 + 64);
    try (GZIPOutputStream gzip = new Thorough(out)) {
      gzip.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** A read-only view, so that writers share the bytes and not the position. */
  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Bytes on the wire. */
  int length() {
    return bytes.length;
  }

  boolean isCompressed() {
    return compressed;
  }

  /** Made once and sent ten thousand times, so the best compression is the cheapest. */
  private static final class Thorough extends GZIPOutputStream {

    Thorough(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
