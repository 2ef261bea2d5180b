/**
 * The relay as a process: sockets, clock, files and the loop that gives the switch its world. What
 * it is to serve comes in from outside as a value, by whatever way.
 */
@NullMarked
package io.filigree.edge.relay.station;

import org.jspecify.annotations.NullMarked;
