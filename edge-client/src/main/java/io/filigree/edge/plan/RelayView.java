package io.filigree.edge.plan;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.Optional;

/**
 * A relay as the planner is to see it: an ordinary WireGuard peer with one address.
 *
 * @param address its one address in the mesh
 * @param endpoint where it listens, always a literal address; empty while its name has none
 * @param keepalive seconds
 */
public record RelayView(
    WireGuardPublicKey key, IpAddress address, Optional<Endpoint> endpoint, int keepalive) {}
