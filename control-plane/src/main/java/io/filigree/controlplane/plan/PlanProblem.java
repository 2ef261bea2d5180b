package io.filigree.controlplane.plan;

import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemType;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What the address plan cannot grant. */
public enum PlanProblem implements ProblemType {
  /** Carries {@code overlaps}: both owners, kinds and ranges of each. */
  RANGE_OVERLAP("Another site or a relay owns some of these addresses"),
  POOL_EXHAUSTED("The address pools have no such block left");

  private final String title;

  PlanProblem(String title) {
    this.title = title;
  }

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }

  @Override
  public String title() {
    return title;
  }

  /** The answer to a site that wants what others own. */
  public static Problem overlapping(SiteName asker, List<Overlap> overlaps) {
    String detail =
        overlaps.isEmpty()
            ? "Ranges of the site overlap each other."
            : overlaps.getFirst().explainedTo(asker)
                + (overlaps.size() == 1 ? "." : "; and " + (overlaps.size() - 1) + " more.");
    return Problem.of(RANGE_OVERLAP, detail)
        .with("overlaps", overlaps.stream().map(o -> Shown.of(asker, o)).toList());
  }

  /** The answer when the pools of a kind are used up. */
  public static Problem exhausted(RangeKind kind, int prefix) {
    return Problem.of(
        POOL_EXHAUSTED, "No /%d is left in the %s pools of this mesh.".formatted(prefix, kind));
  }

  /** The answer when there is nothing to take from. */
  public static Problem noPool(RangeKind kind) {
    return Problem.of(POOL_EXHAUSTED, "This mesh has no %s pool; bring a range.".formatted(kind));
  }

  /** One overlap, as the answer shows it. */
  @Schema(name = "Overlap")
  record Shown(Owned wanted, Owned held) {
    static Shown of(SiteName asker, Overlap overlap) {
      RangeOwner site = new RangeOwner(RangeOwner.Kind.SITE, asker);
      return new Shown(Owned.of(site, overlap.asked()), Owned.of(overlap.owner(), overlap.held()));
    }
  }

  /** A range and the site or the relay that owns it. */
  record Owned(
      Optional<String> site, Optional<String> relay, String kind, String cidr, boolean routed) {
    static Owned of(RangeOwner owner, Range range) {
      return new Owned(
          owner.site(),
          owner.relay(),
          range.kind().toString(),
          range.cidr().toString(),
          range.routed());
    }
  }
}
