package io.filigree.protocol.json;

/**
 * How much is read before a text is refused.
 *
 * @param maxBytes of the whole text
 * @param maxDepth of arrays and objects in each other; 1 is a flat object
 */
public record JsonLimits(int maxBytes, int maxDepth) {

  /** A signed document: far above any honest one. */
  public static final JsonLimits DOCUMENT = new JsonLimits(256 * 1024, 8);

  /** An answer of the feed: 10,000 sites are about 10 MB. */
  public static final JsonLimits ANSWER = new JsonLimits(64 * 1024 * 1024, 16);

  /** A request of one edge. */
  public static final JsonLimits REQUEST = new JsonLimits(512 * 1024, 8);

  public JsonLimits {
    if (maxBytes < 1 || maxDepth < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }
}
