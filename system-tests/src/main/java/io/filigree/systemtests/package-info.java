/**
 * Real sites in network namespaces, the demo, and the benchmarks. Everything here looks at Filigree
 * from outside: it starts the built archives as processes and watches packets, files and answers.
 */
@NullMarked
package io.filigree.systemtests;

import org.jspecify.annotations.NullMarked;
