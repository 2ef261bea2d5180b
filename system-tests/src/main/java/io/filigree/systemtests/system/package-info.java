/**
 * Filigree's programs as an operator meets them: processes started from the built archives, spoken
 * to over their published interfaces and judged by what the kernel says.
 */
@NullMarked
package io.filigree.systemtests.system;

import org.jspecify.annotations.NullMarked;
