/**
 * A question that one edge client asks another inside the tunnel, and its answer: from which
 * address and port was I seen? The bytes are in openapi/README.md.
 */
@NullMarked
package io.filigree.edge.echo;

import org.jspecify.annotations.NullMarked;
