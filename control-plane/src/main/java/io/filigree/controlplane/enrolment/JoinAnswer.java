package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.plan.K3sSettings;
import io.filigree.controlplane.plan.RangeRequest;
import io.filigree.controlplane.site.Site;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A site is in.
 *
 * @param siteId its id for ever
 * @param ranges what it owns now
 * @param k3s the settings to paste, if it has pods and services
 * @param moreSitesOfThisSize how many more of its kind the pools have room for
 */
@Schema(name = "JoinAnswer")
record JoinAnswer(
    String siteId,
    List<RangeRequest> ranges,
    Optional<K3sSettings> k3s,
    @Schema(example = "127") long moreSitesOfThisSize) {

  static JoinAnswer of(Site site, long room) {
    return new JoinAnswer(
        site.id().toString(),
        site.ranges().stream().map(RangeRequest::of).toList(),
        K3sSettings.of(site.ranges()),
        room);
  }
}
