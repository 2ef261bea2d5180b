package io.filigree.edge.hands;

import io.filigree.edge.firewall.Connections;
import io.filigree.edge.firewall.ForwardChains;
import io.filigree.edge.firewall.OwnTable;
import io.filigree.edge.host.Forwarding;
import io.filigree.edge.route.Network;
import io.filigree.edge.wireguard.ConfigurationFile;
import io.filigree.edge.wireguard.WireGuard;

/** The parts of a machine that the mesh concerns. */
record Parts(
    WireGuard wireGuard,
    Network network,
    OwnTable table,
    ForwardChains forward,
    Connections connections,
    Forwarding forwarding,
    ConfigurationFile file) {}
