/**
 * What this machine should look like for the mesh, and how that differs from what it looks like.
 * Pure: the hands that look and change live in the packages beside it.
 */
@NullMarked
package io.filigree.edge.plan;

import org.jspecify.annotations.NullMarked;
