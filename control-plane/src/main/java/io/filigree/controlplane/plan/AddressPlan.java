package io.filigree.controlplane.plan;

import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Who owns which addresses in a mesh. Whoever takes or claims holds the mesh's lock, so what was
 * free a statement ago still is; and should a program forget the lock, the constraint {@code
 * range_overlap} decides.
 */
@Component
public class AddressPlan {

  private final PoolSql pools;
  private final RangeSql ranges;

  AddressPlan(PoolSql pools, RangeSql ranges) {
    this.pools = pools;
    this.ranges = ranges;
  }

  /** Gives a new mesh its pools, which do not overlap each other. */
  public void addPools(MeshId mesh, List<Pool> added) {
    added.forEach(pool -> pools.insert(mesh, pool));
  }

  /** The pools of a mesh, by kind and address. */
  public List<Pool> pools(MeshId mesh) {
    return pools.all(mesh);
  }

  /** The next free block of each wish; nothing is taken. */
  public Blocks look(MeshId mesh, List<Wish> wishes) {
    return answer(wishes, pools.next(mesh, wishes));
  }

  /**
   * As {@link #look}, and moves the pools on. The blocks are the caller's once it has claimed them.
   */
  public Blocks take(MeshId mesh, List<Wish> wishes) {
    return answer(wishes, pools.take(mesh, wishes));
  }

  /** How many more sites with such wishes fit into the pools; of a kind without a pool, none. */
  public long room(MeshId mesh, List<Wish> wishes) {
    return wishes.isEmpty() ? 0 : pools.room(mesh, wishes);
  }

  /** Makes the ranges the site's, all or none; the order of overlaps is that of the ranges. */
  public Claim claim(MeshId mesh, SiteId site, List<Range> wanted) {
    if (ranges.insert(mesh, site, wanted) == wanted.size()) {
      return new Claim.Owned();
    }
    return new Claim.Overlapping(ranges.inTheWay(mesh, site, wanted));
  }

  /**
   * Makes an address the relay's. It was taken under the same lock, so nothing can be in its way;
   * an overlap is an accident.
   */
  public void give(MeshId mesh, RelayId relay, IpAddress address) {
    ranges.give(mesh, relay, Cidr.ofHost(address));
  }

  /** The address of each of these relays. */
  public Map<RelayId, IpAddress> addressesOf(List<RelayId> relays) {
    return ranges.addresses(relays);
  }

  /** Frees all ranges of a site that stays, before it claims others. */
  public void release(SiteId site) {
    ranges.deleteOf(site);
  }

  /** The ranges of one site, in the order in which it claimed them. */
  public List<Range> rangesOf(SiteId site) {
    return ranges.of(List.of(site)).getOrDefault(site, List.of());
  }

  /** The ranges of several sites. */
  public Map<SiteId, List<Range>> rangesOf(List<SiteId> sites) {
    return ranges.of(sites);
  }

  /** A page of all ranges of a mesh in address order, after the {@code offset}th. */
  public List<OwnedRange> ranges(MeshId mesh, RangePosition after, int limit) {
    return ranges.page(mesh, after, limit);
  }

  private static Blocks answer(List<Wish> wishes, List<PoolSql.Block> blocks) {
    List<Range> free = new ArrayList<>();
    for (Wish wish : wishes) {
      List<PoolSql.Block> ofKind = blocks.stream().filter(b -> b.kind() == wish.kind()).toList();
      if (ofKind.isEmpty()) {
        return new Blocks.NoPool(wish.kind());
      }
      for (PoolSql.Block block : ofKind) {
        if (block.cidr().isEmpty()) {
          return new Blocks.Exhausted(wish.kind(), block.prefix());
        }
        free.add(new Range(wish.kind(), block.cidr().get(), wish.kind().routedByDefault()));
      }
    }
    return new Blocks.Free(free);
  }
}
