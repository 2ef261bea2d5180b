/**
 * The published test vectors, made and checked. Whoever writes another client in another language
 * can hold it against the same files.
 */
@NullMarked
package io.filigree.protocol.vectors;

import org.jspecify.annotations.NullMarked;
