/** The bench of the ways between sites: through NAT, through the relay, around what breaks. */
@NullMarked
package io.filigree.systemtests.bench.paths;

import org.jspecify.annotations.NullMarked;
