/**
 * The feed's engine over random histories, its store contract on both stores, and the long poll
 * over HTTP.
 */
@NullMarked
package io.filigree.controlplane.feed;

import org.jspecify.annotations.NullMarked;
