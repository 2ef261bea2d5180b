/**
 * Ed25519 and X25519 keys, one type per use, and signatures. Weak points are refused when a key is
 * read, because the JDK does not refuse them.
 */
@NullMarked
package io.filigree.protocol.key;

import org.jspecify.annotations.NullMarked;
