/** What a relay and its sites say to each other inside the tunnel between them. */
@NullMarked
package io.filigree.protocol.relay;

import org.jspecify.annotations.NullMarked;
