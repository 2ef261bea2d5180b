/**
 * The pure core: what a site does next, given what it knows and what just happened. No I/O and no
 * clock in here, so that a seeded simulator can run thirty of these against the real feed.
 */
@NullMarked
package io.filigree.edge.agent;

import org.jspecify.annotations.NullMarked;
