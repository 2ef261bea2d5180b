package io.filigree.controlplane.feed;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.roster.Epoch;
import java.util.Optional;

/**
 * Where a mesh stands in the store.
 *
 * @param cursor revision and digest of the mesh row
 * @param epoch number of the newest signed roster; 0 before the first
 * @param signature the signature of that roster; empty before the first
 */
record Head(Cursor cursor, Epoch epoch, Optional<Signature64> signature) {}
