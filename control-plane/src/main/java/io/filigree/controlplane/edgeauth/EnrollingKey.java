package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The key that signed a join request. It proves that the sender holds the private key and nothing
 * else: whether it may join is the join token's to say.
 *
 * @param mesh the mesh the request was signed for
 * @param key the key that signed; the {@code identityKey} in the body must be this one
 */
public record EnrollingKey(MeshId mesh, IdentityKey key) {

  private static final String ATTRIBUTE = EnrollingKey.class.getName();

  /**
   * The key that signed a join request that has passed the filter.
   *
   * @throws IllegalStateException if the request did not
   */
  public static EnrollingKey of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof EnrollingKey key) {
      return key;
    }
    throw new IllegalStateException("the request has no verified key");
  }

  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
