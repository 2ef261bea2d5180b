/**
 * A strict JSON reader and a deterministic writer. What two readers could understand differently
 * (duplicate keys, lone surrogates, big numbers) is refused.
 */
@NullMarked
package io.filigree.protocol.json;

import org.jspecify.annotations.NullMarked;
