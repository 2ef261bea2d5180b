package io.filigree.controlplane.plan;

import io.filigree.protocol.record.Range;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What the next site with such wishes would get, if it joined now.
 *
 * @param ranges its ranges
 * @param k3s its K3s settings, if it has pods and services
 * @param sitesThatFit how many such sites the pools have room for
 */
@Schema(name = "Plan")
public record PlanAnswer(
    List<RangeRequest> ranges,
    Optional<K3sSettings> k3s,
    @Schema(example = "128") long sitesThatFit) {

  /** Shows free blocks and the room around them. */
  public static PlanAnswer of(List<Range> ranges, long room) {
    return new PlanAnswer(
        ranges.stream().map(RangeRequest::of).toList(), K3sSettings.of(ranges), room);
  }
}
