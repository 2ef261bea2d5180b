package io.filigree.controlplane.plan;

import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One block from the pools of a kind, in each address family that has one.
 *
 * @param kind the pools
 * @param prefix the size; empty: what the pool gives to a site. In a mesh with IPv4 and IPv6 pools
 *     of this kind it is the IPv4 size, and IPv6 blocks have their pool's own
 */
public record Wish(RangeKind kind, OptionalInt prefix) {

  /** A block of this size. */
  public static Wish of(RangeKind kind, int prefix) {
    return new Wish(kind, OptionalInt.of(prefix));
  }

  /** A block of the pool's own size. */
  public static Wish of(RangeKind kind) {
    return new Wish(kind, OptionalInt.empty());
  }

  /** The wishes of one more site like the one with these ranges; its LANs come from no pool. */
  public static List<Wish> like(List<Range> ranges) {
    Set<RangeKind> seen = EnumSet.of(RangeKind.LAN);
    List<Wish> wishes = new ArrayList<>();
    for (Range range : ranges) {
      if (seen.add(range.kind())) {
        wishes.add(of(range.kind(), range.cidr().prefix()));
      }
    }
    return wishes;
  }
}
