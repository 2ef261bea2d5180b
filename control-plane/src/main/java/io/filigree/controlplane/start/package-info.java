/**
 * From nothing to a coordinator that answers: the embedded database where none was given, and what
 * the first start makes and prints. Nothing depends on this package.
 */
@NullMarked
package io.filigree.controlplane.start;

import org.jspecify.annotations.NullMarked;
