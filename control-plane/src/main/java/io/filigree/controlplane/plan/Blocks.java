package io.filigree.controlplane.plan;

import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.List;

/** What the pools answer to a wish for one block of each of some kinds. */
public sealed interface Blocks {

  /** One block per kind and address family that has a pool. */
  record Free(List<Range> ranges) implements Blocks {
    public Free {
      ranges = List.copyOf(ranges);
    }
  }

  /** The mesh has no pool of this kind. */
  record NoPool(RangeKind kind) implements Blocks {}

  /** No block of this size is left in the pools of this kind. */
  record Exhausted(RangeKind kind, int prefix) implements Blocks {}
}
