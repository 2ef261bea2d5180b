/**
 * What guards the tunnel on this machine: our own nftables table, and, only where the host drops
 * what it forwards, two tagged rules in a chain of the host's.
 */
@NullMarked
package io.filigree.edge.firewall;

import org.jspecify.annotations.NullMarked;
