/** Tests of the listeners, over real TLS. */
@NullMarked
package io.filigree.controlplane.tls;

import org.jspecify.annotations.NullMarked;
