/**
 * Benchmarks of the coordinator: many edges without WireGuard, over real HTTPS with signed
 * requests, in one process beside it.
 */
@NullMarked
package io.filigree.systemtests.bench;

import org.jspecify.annotations.NullMarked;
