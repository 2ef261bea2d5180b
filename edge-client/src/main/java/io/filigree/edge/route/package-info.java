/**
 * The mesh interface as a network interface, its addresses and the routes into it, by {@code ip}.
 * Routes carry a protocol number of our own, so that nobody else's is ever touched.
 */
@NullMarked
package io.filigree.edge.route;

import org.jspecify.annotations.NullMarked;
