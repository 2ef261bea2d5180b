package io.filigree.controlplane.site;

import io.filigree.controlplane.input.Input;
import io.filigree.controlplane.plan.RangeRequest;
import io.filigree.controlplane.plan.RangeRules;
import io.filigree.protocol.name.Labels;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a site; what is absent stays, and what is given replaces the whole.
 *
 * @param labels all its labels
 * @param ranges all its ranges
 */
@Schema(name = "SitePatch")
record SitePatch(
    @Schema(example = "{\"region\": \"north\"}") @Nullable Map<String, String> labels,
    @Nullable List<RangeRequest> ranges) {

  /** What it asks for, or the answer 400. */
  SiteEdit read() {
    Input input = new Input();
    Optional<Labels> newLabels = readLabels(input, "labels", labels);
    var newRanges = RangeRules.read(input, "ranges", ranges);
    input.check();
    return new SiteEdit(newLabels, newRanges);
  }

  private static Optional<Labels> readLabels(
      Input input, String field, @Nullable Map<String, String> labels) {
    return labels == null ? Optional.empty() : input.parsed(field, () -> Labels.of(labels));
  }
}
