/**
 * Relays: WireGuard peers of every site that stand in the signed mesh record and are no sites. A
 * change of any of them is a change of the mesh record, and so of the roster.
 */
@NullMarked
package io.filigree.controlplane.relay;

import org.jspecify.annotations.NullMarked;
