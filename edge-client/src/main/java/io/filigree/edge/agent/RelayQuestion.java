package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;

/**
 * A relay that is to be asked where it sees us.
 *
 * @param inside its address in the mesh
 * @param outside where our WireGuard sends to it
 */
public record RelayQuestion(WireGuardPublicKey relay, IpAddress inside, Endpoint outside) {}
