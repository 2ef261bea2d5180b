package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One peer as WireGuard has it.
 *
 * @param allowedIps what it may send and what is sent to it
 * @param endpoint where packets to it go, configured or learned; empty while unknown
 * @param latestHandshake when a session last came about; empty if never
 * @param received bytes received from it since it was added
 * @param sent bytes sent to it since it was added
 * @param keepalive seconds; 0 for none
 * @param shared whether it has a preshared key
 */
public record ActualPeer(
    Set<Cidr> allowedIps,
    Optional<Endpoint> endpoint,
    Optional<Instant> latestHandshake,
    long received,
    long sent,
    int keepalive,
    boolean shared) {
  /** WireGuard refuses a session's keys after this long (whitepaper section 6.1). */
  private static final Duration REJECT_AFTER = Duration.ofMinutes(3);

  public ActualPeer {
    allowedIps = Set.copyOf(allowedIps);
  }

  /** Whether the peer's endpoint stems from, or was confirmed by, a session that still counts. */
  public boolean liveAt(Instant now) {
    return latestHandshake.filter(at -> at.plus(REJECT_AFTER).isAfter(now)).isPresent();
  }
}
