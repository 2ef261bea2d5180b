package io.filigree.controlplane.edgeauth;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The site that signed a request. It may touch its own resources and no others; what is not its own
 * does not exist for it (404).
 *
 * @param mesh the mesh the request was signed for
 * @param site the site that holds the key
 * @param key the identity key that signed
 * @param standing whether it is still a member
 */
public record Signer(MeshId mesh, SiteId site, IdentityKey key, Standing standing)
    implements Caller {

  /** What a site, or a relay, is to its mesh. */
  public enum Standing {
    /** Enrolled; listed in the roster or about to be. */
    MEMBER,
    /** Left by itself: may read the feed, and say again that it left. */
    LEFT,
    /** Removed by an operator, less than 90 days ago: may read the feed, so that it learns it. */
    REMOVED
  }

  /**
   * The site that signed a request that has passed the filter, on a route that is for sites only.
   *
   * @throws IllegalStateException if the request did not, or a relay signed it
   */
  public static Signer of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Signer signer) {
      return signer;
    }
    throw new IllegalStateException("the request has no verified signer");
  }
}
