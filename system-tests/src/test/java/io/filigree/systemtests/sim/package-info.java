/**
 * The simulator: the real feed of a coordinator and the real cores of thirty edges in virtual time,
 * through everything that goes wrong, all of it from one seed. What must hold whatever happens
 * stands in {@link io.filigree.systemtests.sim.Promises} and {@link
 * io.filigree.systemtests.sim.Agreement}.
 */
@NullMarked
package io.filigree.systemtests.sim;

import org.jspecify.annotations.NullMarked;
