/**
 * The blind relay: an ordinary WireGuard peer of every site that also switches the sites' sealed
 * packets by the fields WireGuard leaves open, with no key to them. A pure core: packets and time
 * come in, packets go out; no socket, no clock, and every table has a limit.
 */
@NullMarked
package io.filigree.edge.relay;

import org.jspecify.annotations.NullMarked;
