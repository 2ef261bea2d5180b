/** Tests of what keeps secrets secret. */
@NullMarked
package io.filigree.controlplane.secret;

import org.jspecify.annotations.NullMarked;
