package io.filigree.edge.relay;

import io.filigree.protocol.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * So many handshakes a second from one source: an IPv4 address or an IPv6 /64. A fixed number of
 * buckets; sources that share one share its limit.
 */
final class SourceLimits {

  /** WireGuard's own limit. */
  private static final int PER_SECOND = 20;

  private static final int BUCKETS = 4096;

  private final int seed;
  private final @Nullable TokenBucket[] buckets = new @Nullable TokenBucket[BUCKETS];

  /**
   * @param seed secret, so that nobody can choose a source that shares a victim's bucket
   */
  SourceLimits(int seed) {
    this.seed = seed;
  }

  boolean take(IpAddress source, long now) {
    long network = source.isV4() ? source.low() : source.high();
    long hash = (network ^ seed) * 0x9e3779b97f4a7c15L;
    int place = (int) (hash >>> 52);
    TokenBucket bucket = buckets[place];
    if (bucket == null) {
      bucket = new TokenBucket(PER_SECOND, PER_SECOND, now);
      buckets[place] = bucket;
    }
    return bucket.take(now);
  }
}
