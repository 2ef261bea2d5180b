package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.plan.Overlap;
import io.filigree.controlplane.site.Site;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.List;

/** What became of a request to join. After a refusal the caller rolls back. */
sealed interface JoinOutcome {

  /** The site is in the roster. */
  sealed interface LetIn extends JoinOutcome {
    Site site();
  }

  /** The site is not in, and nothing has changed. */
  sealed interface Refused extends JoinOutcome {}

  /** It has just joined. */
  record Joined(Site site) implements LetIn {}

  /** It was in already: the same token and the same key again. */
  record Repeated(Site site) implements LetIn {}

  /** Its time is over. */
  record TokenExpired() implements Refused {}

  /** Another site has joined with it. */
  record TokenSpent() implements Refused {}

  /** The token's terms do not allow this. */
  record NotAllowed(String reason) implements Refused {}

  /** Another site has this name, or had it and left. */
  record NameTaken() implements Refused {}

  /** A site with this identity key is in the mesh already. */
  record KeyTaken() implements Refused {}

  /** Other sites own some of the ranges. */
  record Overlapping(List<Overlap> overlaps) implements Refused {
    public Overlapping {
      overlaps = List.copyOf(overlaps);
    }
  }

  /** The pools of a kind have no block of this size left. */
  record PoolExhausted(RangeKind kind, int prefix) implements Refused {}

  /** The mesh has no pool of this kind. */
  record NoPool(RangeKind kind) implements Refused {}

  /** A range that the site brings reaches into the block that it would get. */
  record OwnRangeInPool(Range brought, Range block) implements Refused {}
}
