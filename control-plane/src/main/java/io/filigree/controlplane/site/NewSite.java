package io.filigree.controlplane.site;

import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.Range;
import java.util.List;

/**
 * A site that is to enter a mesh.
 *
 * @param joinToken id of the token it joins with
 * @param labels from that token, never from itself
 * @param ranges that do not overlap each other
 */
public record NewSite(
    SiteName name, String joinToken, Labels labels, IdentityKey identityKey, List<Range> ranges) {

  public NewSite {
    ranges = List.copyOf(ranges);
  }
}
