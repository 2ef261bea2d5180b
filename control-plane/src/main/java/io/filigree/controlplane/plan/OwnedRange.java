package io.filigree.controlplane.plan;

import io.filigree.protocol.record.Range;

/**
 * A range in the list of a mesh's ranges.
 *
 * @param position where the list goes on after it
 * @param owner whose it is
 * @param range the range
 */
public record OwnedRange(RangePosition position, RangeOwner owner, Range range) {}
