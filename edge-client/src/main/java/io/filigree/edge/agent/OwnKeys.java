package io.filigree.edge.agent;

import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.Facts;
import java.util.Optional;

/**
 * Whether the keys on this box are the ones that its mesh knows. A key file of another box, or of
 * another time, must not pull down what runs: neither as if this site had been removed, nor by a
 * change of key that nobody was told of.
 */
final class OwnKeys {

  private final TrustRoot root;

  OwnKeys(TrustRoot root) {
    this.root = root;
  }

  /** What is wrong; empty if nothing is. */
  Optional<String> foreign(PeerList list) {
    boolean listed = list.holdings().copy().record(root.site()).isPresent();
    if (listed && list.removed()) {
      return Optional.of("identity.key is not the key that the mesh names for this site");
    }
    Optional<Facts> own = OwnFacts.read(list, root.site());
    WireGuardPublicKey key = root.wireGuardKey();
    boolean announced =
        own.isEmpty()
            || own.get().wireGuardKey().equals(key)
            || own.get().nextWireGuardKey().equals(Optional.of(key));
    return announced
        ? Optional.empty()
        : Optional.of("wireguard.key is not the key that this site announced");
  }
}
