package io.filigree.controlplane.roster;

import io.filigree.protocol.digest.Digest;

/**
 * What the next roster of a mesh is signed over and with, beside the sites.
 *
 * @param meshRecord hash of the mesh record
 * @param key the roster key, sealed
 */
record Signing(Digest meshRecord, SealedKey key) {}
