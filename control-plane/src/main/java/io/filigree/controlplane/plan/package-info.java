/**
 * The address plan of a mesh: its pools, who owns which range, and which block is the next free
 * one. Plain SQL on {@code pool}, {@code site_range} and {@code pool_cursor}; Postgres decides what
 * overlaps, this package explains it.
 */
@NullMarked
package io.filigree.controlplane.plan;

import org.jspecify.annotations.NullMarked;
