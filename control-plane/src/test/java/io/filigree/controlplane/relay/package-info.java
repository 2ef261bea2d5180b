/** Tests of the registry of relays: the operator's side of it, and what the database refuses. */
@NullMarked
package io.filigree.controlplane.relay;

import org.jspecify.annotations.NullMarked;
