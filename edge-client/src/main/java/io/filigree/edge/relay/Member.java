package io.filigree.edge.relay;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import java.util.List;
import java.util.Optional;

/**
 * A site that may attach.
 *
 * @param key its WireGuard key
 * @param nextKey the key it is about to change to; both count until it is gone
 */
public record Member(SiteName name, WireGuardPublicKey key, Optional<WireGuardPublicKey> nextKey) {

  public Member(SiteName name, WireGuardPublicKey key) {
    this(name, key, Optional.empty());
  }

  List<WireGuardPublicKey> keys() {
    return nextKey.map(next -> List.of(key, next)).orElse(List.of(key));
  }
}
