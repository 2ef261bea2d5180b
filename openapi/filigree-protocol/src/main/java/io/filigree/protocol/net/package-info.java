/**
 * Addresses, ranges and endpoints as values that cannot be wrong. Nothing here resolves a name or
 * opens a socket.
 */
@NullMarked
package io.filigree.protocol.net;

import org.jspecify.annotations.NullMarked;
