/**
 * SHA-256 values and their sum, by which two sides compare what they hold. Both are plain values;
 * nothing here knows what was hashed.
 */
@NullMarked
package io.filigree.protocol.digest;

import org.jspecify.annotations.NullMarked;
