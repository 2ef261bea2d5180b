/**
 * Real meshes on one machine: coordinator, edge clients and WireGuard as an operator runs them.
 * Judged by packets and by what the kernel says, not by what the programs say of themselves.
 */
@NullMarked
package io.filigree.systemtests.mesh;

import org.jspecify.annotations.NullMarked;
