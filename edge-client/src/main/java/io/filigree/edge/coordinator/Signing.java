package io.filigree.edge.coordinator;

import io.filigree.protocol.request.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signs requests. A read's signature is used again for some minutes, and the coordinator then finds
 * it among those it has verified already; a write's is always fresh.
 */
final class Signing {

  /** A minute less than the coordinator's window: the two clocks need not agree to the second. */
  private static final Duration REUSE = Duration.ofMinutes(4);

  private final RequestSigner signer;
  private final Map<String, Signed> reads = new HashMap<>();

  Signing(RequestSigner signer) {
    this.signer = signer;
  }

  Map<String, String> headers(Request request, Instant now) {
    return request.reads() ? reused(request, now) : fresh(request, now, Optional.empty());
  }

  /** With the nonce that a coordinator gave us because our clock is wrong. */
  Map<String, String> headers(Request request, Instant now, String nonce) {
    return fresh(request, now, Optional.of(nonce));
  }

  private synchronized Map<String, String> reused(Request request, Instant now) {
    Signed known = reads.get(request.path());
    if (known == null || Duration.between(known.at(), now).abs().compareTo(REUSE) >= 0) {
      known = new Signed(now, fresh(request, now, Optional.empty()));
      reads.put(request.path(), known);
    }
    return known.headers();
  }

  private Map<String, String> fresh(Request request, Instant now, Optional<String> nonce) {
    Optional<byte[]> body = request.body().map(text -> text.getBytes(StandardCharsets.UTF_8));
    return signer.sign(request.method(), request.path(), body, now, nonce);
  }

  private record Signed(Instant at, Map<String, String> headers) {}
}
