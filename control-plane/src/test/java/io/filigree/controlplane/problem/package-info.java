/** Tests of problem answers, over real HTTP. */
@NullMarked
package io.filigree.controlplane.problem;

import org.jspecify.annotations.NullMarked;
