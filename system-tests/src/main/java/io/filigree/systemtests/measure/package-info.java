/**
 * Measuring what packets go through: loss, gaps, the source address that a receiver sees. Figures
 * are printed one per line, so that a script can read them.
 */
@NullMarked
package io.filigree.systemtests.measure;

import org.jspecify.annotations.NullMarked;
