package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.plan.Overlap;
import io.filigree.controlplane.relay.RegisteredRelay;
import io.filigree.controlplane.relay.RelayAdmission;
import io.filigree.controlplane.site.Site;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.List;

/** What became of a request to join. After a refusal the caller rolls back. */
sealed interface JoinOutcome {

  /** The roster has it. */
  sealed interface LetIn extends JoinOutcome {}

  /** It is not in, and nothing has changed. */
  sealed interface Refused extends JoinOutcome {}

  /** A site has just joined. */
  record Joined(Site site) implements LetIn {}

  /** The site was in already: the same token and the same key again. */
  record Repeated(Site site) implements LetIn {}

  /** A relay is in, just now or since an earlier request with the same token and the same key. */
  record RelayIn(RegisteredRelay relay) implements LetIn {}

  /** Its time is over. */
  record TokenExpired() implements Refused {}

  /** Another one has joined with it. */
  record TokenSpent() implements Refused {}

  /** The token's terms do not allow this. */
  record NotAllowed(String reason) implements Refused {}

  /** A site or relay has this name, or a site that left had it. */
  record NameTaken() implements Refused {}

  /** A site or relay with this identity key is in the mesh already. */
  record KeyTaken() implements Refused {}

  /** Other sites own some of the ranges. */
  record Overlapping(List<Overlap> overlaps) implements Refused {
    public Overlapping {
      overlaps = List.copyOf(overlaps);
    }
  }

  /** The registry of relays does not take it. */
  record RelayRefused(RelayAdmission.Refused reason) implements Refused {}

  /** The pools of a kind have no block of this size left. */
  record PoolExhausted(RangeKind kind, int prefix) implements Refused {}

  /** The mesh has no pool of this kind. */
  record NoPool(RangeKind kind) implements Refused {}

  /** A range that the site brings reaches into the block that it would get. */
  record OwnRangeInPool(Range brought, Range block) implements Refused {}
}
