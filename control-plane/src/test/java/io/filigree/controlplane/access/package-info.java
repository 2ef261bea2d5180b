/** Tests of who gets in, over real HTTP. */
@NullMarked
package io.filigree.controlplane.access;

import org.jspecify.annotations.NullMarked;
