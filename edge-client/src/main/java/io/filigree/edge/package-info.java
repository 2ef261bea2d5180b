/**
 * The edge client's outside: the verbs of the command line, and the daemon that gives the pure core
 * ({@code agent}) its threads, clock, disk, network and hands.
 */
@NullMarked
package io.filigree.edge;

import org.jspecify.annotations.NullMarked;
