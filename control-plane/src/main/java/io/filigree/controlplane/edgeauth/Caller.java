package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Who signed a request: a site, or a relay, which is no site and has nothing to do with the
 * resources of any.
 */
public sealed interface Caller permits Signer, RelaySigner {

  /** The request attribute in which the filter leaves the caller. */
  String ATTRIBUTE = Caller.class.getName();

  /** The mesh the request was signed for. */
  MeshId mesh();

  /** The identity key that signed. */
  IdentityKey key();

  /**
   * Who signed a request that has passed the filter.
   *
   * @throws IllegalStateException if the request did not
   */
  static Caller of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("the request has no verified signer");
  }
}
