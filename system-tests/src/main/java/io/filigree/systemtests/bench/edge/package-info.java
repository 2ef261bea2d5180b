/**
 * Benchmarks of the edge client and its data plane: what real WireGuard between real sites does
 * while boxes boot, change, are flooded, scanned, broken and killed.
 */
@NullMarked
package io.filigree.systemtests.bench.edge;

import org.jspecify.annotations.NullMarked;
