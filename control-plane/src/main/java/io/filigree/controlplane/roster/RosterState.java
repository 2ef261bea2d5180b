package io.filigree.controlplane.roster;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.roster.Epoch;

/**
 * Where a mesh stands.
 *
 * @param epoch number of the newest signed roster
 * @param signature over that roster
 * @param cursor revision and digest of the feed
 * @param sites sites in the roster
 */
public record RosterState(Epoch epoch, Signature64 signature, Cursor cursor, long sites) {}
