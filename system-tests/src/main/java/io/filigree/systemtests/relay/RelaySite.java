package io.filigree.systemtests.relay;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.systemtests.lab.NatRouter;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.measure.Ping;
import java.util.Optional;

/**
 * A site that has the relay, and others through the relay.
 *
 * @param behind its router; empty if it has a public address
 */
public record RelaySite(Tunnel tunnel, Optional<NatRouter> behind, RelayProcess relay) {

  RelayProcess.Guest guest() {
    return new RelayProcess.Guest(box().name(), key());
  }

  public NatRouter router() {
    return behind.orElseThrow();
  }

  /** Makes the relay a peer like any other. */
  public void attach(int keepalive) {
    tunnel.peer(relay.publicKey(), RelayProcess.ADDRESS, relay.endpoint(), keepalive);
  }

  /** Removes the relay: its session is gone. */
  public void detach() {
    tunnel.remove(relay.publicKey());
  }

  /** Makes the other an idle peer, reached through the relay; there is no session yet. */
  public void meet(RelaySite other) {
    tunnel.renew(other.key(), other.address(), relay.endpoint());
  }

  /** Makes the other a peer at its own public address; there is no session yet. */
  public void meetDirectly(RelaySite other) {
    tunnel.renew(other.key(), other.address(), other.box().publicAddress() + ":" + Tunnel.PORT);
  }

  /** One question to the other's end of the tunnel. */
  public Ping ping(RelaySite other) {
    return new Ping(box().gateway(), address(), other.address());
  }

  public SiteBox box() {
    return tunnel.site();
  }

  public String address() {
    return tunnel.address();
  }

  public WireGuardPublicKey key() {
    return tunnel.publicKey();
  }

  @Override
  public String toString() {
    return box().name();
  }
}
