/**
 * The one way an edge signs an HTTP request: a fixed profile of RFC 9421 and RFC 9530. It covers
 * method, path, mesh and body, not host or scheme, so that any TLS-terminating proxy will do.
 */
@NullMarked
package io.filigree.protocol.request;

import org.jspecify.annotations.NullMarked;
