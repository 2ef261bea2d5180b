/**
 * The one place that turns outcomes and accidents into RFC 9457 answers. Features name their own
 * problems in an enum that implements {@link io.filigree.controlplane.problem.ProblemType}.
 */
@NullMarked
package io.filigree.controlplane.problem;

import org.jspecify.annotations.NullMarked;
