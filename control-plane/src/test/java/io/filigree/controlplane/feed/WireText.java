package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.MeshAnswer;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the feed, byte for byte as it goes over the wire. It is read once, however many
 * edges get it: reading is a pure function of the bytes.
 */
public final class WireText {

  private final byte[] json;
  private @Nullable MeshAnswer read;

  private WireText(byte[] json) {
    this.json = json;
  }

  static WireText of(FeedBody body) {
    ByteBuffer buffer = body.buffer();
    byte[] json = new byte[buffer.remaining()];
    buffer.get(json);
    return new WireText(json);
  }

  /** The bytes, for somebody to spoil. */
  public byte[] bytes() {
    return json.clone();
  }

  /** What an edge makes of them. */
  public MeshAnswer read() {
    MeshAnswer known = read;
    if (known == null) {
      known = MeshAnswer.parse(new ByteArrayInputStream(json));
      read = known;
    }
    return known;
  }
}
