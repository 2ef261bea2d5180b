/**
 * What monitoring may read: the Prometheus text format over HTTP, on this machine unless told
 * otherwise. It is made from what the core last showed, so that asking costs this machine nothing.
 */
@NullMarked
package io.filigree.edge.metrics;

import org.jspecify.annotations.NullMarked;
