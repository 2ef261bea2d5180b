/**
 * The edge's way to its coordinator: signed requests over HTTPS, to whichever of several addresses
 * answers. Whatever goes wrong comes back as an outcome; what the answers mean is decided
 * elsewhere.
 */
@NullMarked
package io.filigree.edge.coordinator;

import org.jspecify.annotations.NullMarked;
