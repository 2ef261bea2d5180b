/**
 * The hands of the edge client on Linux: WireGuard, routes, firewall and kernel switches, looked at
 * and changed in the one order that never leaves the tunnel unguarded.
 */
@NullMarked
package io.filigree.edge.hands;

import org.jspecify.annotations.NullMarked;
