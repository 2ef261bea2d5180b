package io.filigree.edge.plan;

import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a plan needs to do with many ranges at once. */
final class Cidrs {
  private Cidrs() {}

  /** The same addresses with nothing said twice: nftables refuses an interval inside another. */
  static List<Cidr> withoutNested(Collection<Cidr> ranges) {
    List<Cidr> kept = new ArrayList<>();
    for (Cidr next : ranges.stream().sorted().toList()) {
      // In this order a wider range comes before everything inside it.
      if (kept.isEmpty() || !kept.getLast().overlaps(next)) {
        kept.add(next);
      }
    }
    return List.copyOf(kept);
  }
}
