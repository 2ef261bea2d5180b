package io.filigree.controlplane.plan;

import io.filigree.controlplane.input.Input;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.CidrProblem;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a site's ranges must be, whoever asks for them; the database holds the same rules as
 * constraints.
 */
public final class RangeRules {

  private static final int MOST = 32;

  private RangeRules() {}

  /** Reads a list of ranges, noting everything that is wrong with any of them. */
  public static Optional<List<Range>> read(
      Input input, String field, @Nullable List<RangeRequest> requests) {
    Optional<List<Range>> ranges =
        input.list(field, requests, MOST, (path, request) -> read(input, path, request));
    ranges.ifPresent(read -> refuseOverlaps(input, field, read));
    return ranges;
  }

  /** Reads an address range that may be used inside a mesh. */
  public static Optional<Cidr> readCidr(Input input, String field, @Nullable String text) {
    Optional<Cidr> cidr = input.required(field, text, Cidr::parse);
    Optional<CidrProblem> problem = cidr.flatMap(Cidr::routability);
    problem.ifPresent(found -> input.refuse(field, cidr.get() + " " + found.reason()));
    return problem.isPresent() ? Optional.empty() : cidr;
  }

  private static Optional<Range> read(Input input, String path, RangeRequest request) {
    Optional<RangeKind> kind = input.required(path + ".kind", request.kind(), RangeKind::parse);
    Optional<Cidr> cidr = readCidr(input, path + ".cidr", request.cidr());
    if (kind.isEmpty() || cidr.isEmpty()) {
      return Optional.empty();
    }
    boolean routed = request.routed().orElse(kind.get().routedByDefault());
    if (kind.get() == RangeKind.TUNNEL) {
      refuseWideTunnel(input, path, cidr.get(), routed);
    }
    return Optional.of(new Range(kind.get(), cidr.get(), routed));
  }

  private static void refuseWideTunnel(Input input, String path, Cidr cidr, boolean routed) {
    if (cidr.prefix() != cidr.address().bits()) {
      input.refuse(path + ".cidr", "a tunnel range is one address: /" + cidr.address().bits());
    }
    if (!routed) {
      input.refuse(path + ".routed", "a tunnel address is always routed");
    }
  }

  private static void refuseOverlaps(Input input, String field, List<Range> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      for (int j = 0; j < i; j++) {
        Cidr earlier = ranges.get(j).cidr();
        if (ranges.get(i).cidr().overlaps(earlier)) {
          input.refuse(
              field + "[" + i + "].cidr",
              "%s overlaps %s of the same site".formatted(ranges.get(i).cidr(), earlier));
        }
      }
    }
  }
}
