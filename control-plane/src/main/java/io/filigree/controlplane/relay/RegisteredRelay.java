package io.filigree.controlplane.relay;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.record.Relay;
import java.time.Instant;

/**
 * A relay as operators know it.
 *
 * @param relay as it stands in the mesh record
 * @param counter of its last announcement; 0 before the first
 * @param version counts its changes
 * @param createdAt when it joined or was added
 */
public record RegisteredRelay(
    MeshId mesh, Relay relay, long counter, long version, Instant createdAt) {}
