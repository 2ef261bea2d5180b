package io.filigree.systemtests.system;

import io.filigree.systemtests.measure.Ping;
import java.util.List;
import java.util.Optional;

/** Two stores, one of which asks. */
public record Pair(Store from, Store to) {

  /** Each with each other, in both directions. */
  public static List<Pair> of(List<Store> stores) {
    return stores.stream()
        .flatMap(a -> stores.stream().filter(b -> !b.equals(a)).map(b -> new Pair(a, b)))
        .toList();
  }

  /** Gateway to gateway, through the tunnel. */
  public Ping gateways() {
    return new Ping(from.box().gateway(), from.tunnelAddress(), to.tunnelAddress());
  }

  /** Pod to pod, through both gateways. */
  public Ping pods() {
    return new Ping(from.box().pod(), from.box().podAddress(), to.box().podAddress());
  }

  /** Pod to pod, by their IPv6 addresses. */
  public Ping pods6() {
    return new Ping(
        from.box().pod(), from.box().plan().podAddress6(), to.box().plan().podAddress6());
  }

  private Optional<WireGuard.Peer> peer() {
    return WireGuard.publicKey(to.box()).flatMap(key -> WireGuard.peer(from.box(), key));
  }

  /** The way that {@code status} of the asking site names: {@code direct}, {@code relayed}, ... */
  public String path() {
    return from.edge().path(to.name()).orElse("unknown");
  }

  /** The other one asks. */
  public Pair back() {
    return new Pair(to, from);
  }

  /** Whether the asking site has had a handshake with the other. */
  public boolean shookHands() {
    return peer().filter(peer -> peer.handshake() > 0).isPresent();
  }

  /** Where the asking site's packets to the other go; {@code none} while it has no such peer. */
  public String endpoint() {
    return peer().map(WireGuard.Peer::endpoint).orElse("none");
  }

  /** Whether both send straight to where the internet sees the other. */
  public boolean straight() {
    return sendsStraight() && back().sendsStraight();
  }

  private boolean sendsStraight() {
    return endpoint().startsWith(to.box().publicAddress() + ":");
  }

  @Override
  public String toString() {
    return from + " -> " + to;
  }
}
