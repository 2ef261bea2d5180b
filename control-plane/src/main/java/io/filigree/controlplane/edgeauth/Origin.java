package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.request.RequestHeaders;
import java.util.List;

/**
 * Where a request came from, unverified.
 *
 * @param peer address literal of the connection's other end
 * @param forwardedFor values of {@code X-Forwarded-For}, nearest hop last; anybody can write them,
 *     so they count only if the peer is a trusted proxy
 */
public record Origin(String peer, List<String> forwardedFor) {

  /** Reads the header. */
  public static Origin of(String peer, RequestHeaders headers) {
    List<String> hops =
        headers.values("X-Forwarded-For").stream()
            .flatMap(value -> List.of(value.split(",")).stream())
            .map(String::strip)
            .toList();
    return new Origin(peer, hops);
  }
}
