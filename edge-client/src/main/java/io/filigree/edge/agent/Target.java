package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.IpAddress;

/** A peer to be asked for an echo, at its address inside the tunnel. */
public record Target(WireGuardPublicKey peer, IpAddress address) {}
