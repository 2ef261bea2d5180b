/**
 * Asks warm peers for an echo, to know latency and loss before a cash desk does. Their kernels
 * answer, so it tells of the path and not of the client at its other end.
 */
@NullMarked
package io.filigree.edge.probe;

import org.jspecify.annotations.NullMarked;
