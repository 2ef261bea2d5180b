/**
 * What a benchmark is made of: acts, each in a lab of its own, and the programme that plays them.
 */
@NullMarked
package io.filigree.systemtests.bench.act;

import org.jspecify.annotations.NullMarked;
