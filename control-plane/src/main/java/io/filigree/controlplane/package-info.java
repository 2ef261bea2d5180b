/**
 * The coordinator: a registry of meshes and sites, and the feed that tells every site what is in
 * it. No packet of a mesh passes through it, and no site needs it to recover.
 */
@NullMarked
package io.filigree.controlplane;

import org.jspecify.annotations.NullMarked;
