/**
 * Meshes: their names, links, addresses and pools, and the keys they are trusted by. A mesh is made
 * with a signed, empty roster, so there is no moment at which an edge would have to believe an
 * unsigned one.
 */
@NullMarked
package io.filigree.controlplane.mesh;

import org.jspecify.annotations.NullMarked;
