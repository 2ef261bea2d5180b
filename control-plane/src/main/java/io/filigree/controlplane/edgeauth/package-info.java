/**
 * Who is asking on {@code /edge/**}: verifies the RFC 9421 signature of every request and names the
 * site or relay that made it. Nothing behind this package looks at a signature again.
 */
@NullMarked
package io.filigree.controlplane.edgeauth;

import org.jspecify.annotations.NullMarked;
