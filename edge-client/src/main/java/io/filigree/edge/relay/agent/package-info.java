/**
 * The relay's pure core: whom a relay serves next, given what it knows of its mesh and what just
 * happened. Like a site's it has no I/O and no clock, and follows the feed in the same way.
 */
@NullMarked
package io.filigree.edge.relay.agent;

import org.jspecify.annotations.NullMarked;
