/**
 * The API's habits, the same on every resource: strict JSON, bounded bodies, strong ETags, pages by
 * cursor, dry runs and idempotency keys.
 */
@NullMarked
package io.filigree.controlplane.api;

import org.jspecify.annotations.NullMarked;
