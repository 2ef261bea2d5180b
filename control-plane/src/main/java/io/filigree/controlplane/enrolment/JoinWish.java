package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.plan.K3sSettings;
import io.filigree.controlplane.plan.Wish;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a joining site asks for.
 *
 * @param name what it wants to be called
 * @param identityKey its own, proven by the request's signature
 * @param ranges what it brings; they do not overlap each other
 * @param plan prefix lengths of the blocks it wants from the pools
 */
record JoinWish(
    SiteName name, IdentityKey identityKey, List<Range> ranges, Map<RangeKind, Integer> plan)
    implements Newcomer {

  JoinWish {
    ranges = List.copyOf(ranges);
    plan = Map.copyOf(plan);
  }

  /**
   * The blocks it gets from the pools: what it asks for, a tunnel address unless it brings one, and
   * services of the pool's own size if it asks for pods and says nothing about services.
   */
  List<Wish> blocks() {
    List<Wish> wishes = new ArrayList<>();
    if (!brings(RangeKind.TUNNEL)) {
      wishes.add(Wish.of(RangeKind.TUNNEL));
    }
    plan.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(asked -> wishes.add(Wish.of(asked.getKey(), asked.getValue())));
    if (plan.containsKey(RangeKind.POD) && !speaksOf(RangeKind.SERVICE)) {
      wishes.add(Wish.of(RangeKind.SERVICE));
    }
    return wishes;
  }

  /**
   * What it owns without a block from the pools: what it brings, and K3s's default services where
   * it brings IPv4 pods and says nothing about services. They are there whether it mentions them or
   * not.
   */
  List<Range> own() {
    List<Range> own = new ArrayList<>(ranges);
    defaultServices().ifPresent(own::add);
    return own;
  }

  Optional<Range> defaultServices() {
    boolean pods = ranges.stream().anyMatch(r -> r.kind() == RangeKind.POD && r.cidr().isV4());
    return pods && !speaksOf(RangeKind.SERVICE)
        ? Optional.of(new Range(RangeKind.SERVICE, K3sSettings.DEFAULT_SERVICES, false))
        : Optional.empty();
  }

  /** The range it brings that reaches into {@code block}. */
  Optional<Range> clashWith(Cidr block) {
    return own().stream().filter(range -> range.cidr().overlaps(block)).findFirst();
  }

  private boolean brings(RangeKind kind) {
    return ranges.stream().anyMatch(range -> range.kind() == kind);
  }

  private boolean speaksOf(RangeKind kind) {
    return brings(kind) || plan.containsKey(kind);
  }
}
