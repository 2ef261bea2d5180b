/**
 * WireGuard by its own tools: one interface, its key and its peers. Private keys reach {@code wg}
 * by files only their owner can read.
 */
@NullMarked
package io.filigree.edge.wireguard;

import org.jspecify.annotations.NullMarked;
