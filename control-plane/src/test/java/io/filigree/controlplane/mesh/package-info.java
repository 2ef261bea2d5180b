/** Meshes over HTTP. */
@NullMarked
package io.filigree.controlplane.mesh;

import org.jspecify.annotations.NullMarked;
