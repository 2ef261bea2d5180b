/**
 * The one door to the operating system's programs: argument arrays, time limits, bounded output. No
 * other package starts a process.
 */
@NullMarked
package io.filigree.edge.host;

import org.jspecify.annotations.NullMarked;
