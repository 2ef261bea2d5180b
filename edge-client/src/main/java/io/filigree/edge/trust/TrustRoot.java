package io.filigree.edge.trust;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.roster.Epoch;

/**
 * What a site, or a relay, knows for certain from the day it joined, and measures everything else
 * against.
 *
 * @param mesh the mesh it belongs to
 * @param site its own id in there; a relay's is no site's
 * @param identity its own identity key
 * @param wireGuardKey its own WireGuard key, which no peer may have
 * @param rosterKey the key that signs the roster
 * @param floor no roster below this epoch counts, however well it is signed
 */
public record TrustRoot(
    MeshId mesh,
    SiteId site,
    IdentityKey identity,
    WireGuardPublicKey wireGuardKey,
    RosterKey rosterKey,
    Epoch floor) {}
