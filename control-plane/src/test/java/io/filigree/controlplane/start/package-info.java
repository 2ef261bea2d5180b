/** Tests of the start, on a real Postgres that is killed for real. */
@NullMarked
package io.filigree.controlplane.start;

import org.jspecify.annotations.NullMarked;
