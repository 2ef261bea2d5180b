package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.RelayId;

/**
 * The relay that signed a request. It reads the feed, says where it is and how it is; nothing of
 * any site exists for it (404).
 *
 * @param mesh the mesh the request was signed for
 * @param relay the relay that holds the key
 * @param key the identity key that signed
 * @param standing {@code MEMBER} or {@code REMOVED}; a relay does not leave by itself
 */
public record RelaySigner(MeshId mesh, RelayId relay, IdentityKey key, Signer.Standing standing)
    implements Caller {}
