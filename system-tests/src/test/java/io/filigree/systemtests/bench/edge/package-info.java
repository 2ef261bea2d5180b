/** What the faults that the bench plants leave out of the doctor. */
@NullMarked
package io.filigree.systemtests.bench.edge;

import org.jspecify.annotations.NullMarked;
