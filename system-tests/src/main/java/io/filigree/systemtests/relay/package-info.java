/**
 * A relay in a lab, with sites around it whose WireGuard is made by hand: no edge client, so what
 * is seen is the relay's doing and WireGuard's own.
 */
@NullMarked
package io.filigree.systemtests.relay;

import org.jspecify.annotations.NullMarked;
