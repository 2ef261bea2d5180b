package io.filigree.controlplane.plan;

import io.filigree.protocol.record.Range;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range in a request or an answer.
 *
 * @param kind tunnel, pod, service or lan
 * @param cidr IPv4 or IPv6, without host bits
 * @param routed whether other sites send packets there; absent: tunnel and pod are, service and lan
 *     are not
 */
@Schema(name = "Range")
public record RangeRequest(
    @Schema(
            example = "pod",
            allowableValues = {"tunnel", "pod", "service", "lan"})
        @Nullable String kind,
    @Schema(example = "10.42.0.0/16") @Nullable String cidr,
    @Schema(example = "true") Optional<Boolean> routed) {

  /** A range as answers show it. */
  public static RangeRequest of(Range range) {
    return new RangeRequest(
        range.kind().toString(), range.cidr().toString(), Optional.of(range.routed()));
  }
}
