/** Attacks on the edge API's request signatures, over HTTP against a real coordinator. */
@NullMarked
package io.filigree.controlplane.edgeauth;

import org.jspecify.annotations.NullMarked;
