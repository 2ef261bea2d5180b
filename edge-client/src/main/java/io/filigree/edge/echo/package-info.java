/**
 * A question that one edge client asks another inside the tunnel, and its answer: from which
 * address and port was I seen? And what they say to agree on a direct way. The bytes are in
 * openapi/README.md.
 */
@NullMarked
package io.filigree.edge.echo;

import org.jspecify.annotations.NullMarked;
