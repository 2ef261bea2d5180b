package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.mesh.MemberProblem;
import io.filigree.controlplane.plan.PlanProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.relay.RelayRefusal;

/** The words for who does not get in: what is wrong, and what to do about it. */
final class JoinRefusal {

  private JoinRefusal() {}

  static Problem of(JoinOutcome.Refused refusal, Newcomer wish) {
    return switch (refusal) {
      case JoinOutcome.TokenExpired() -> expired();
      case JoinOutcome.TokenSpent() -> spent();
      case JoinOutcome.NotAllowed(var reason) ->
          Problem.of(EnrolmentProblem.TOKEN_NOT_FOR_THIS, reason);
      case JoinOutcome.NameTaken() -> nameTaken(wish);
      case JoinOutcome.KeyTaken() -> keyTaken();
      case JoinOutcome.Overlapping(var overlaps) -> PlanProblem.overlapping(wish.name(), overlaps);
      case JoinOutcome.PoolExhausted(var kind, int prefix) -> PlanProblem.exhausted(kind, prefix);
      case JoinOutcome.NoPool(var kind) -> PlanProblem.noPool(kind);
      case JoinOutcome.RelayRefused(var reason) -> RelayRefusal.of(reason, wish.name());
      case JoinOutcome.OwnRangeInPool(var brought, var block) ->
          Problem.invalid(
              "ranges",
              "%s reaches into %s, which the plan would give this site; ask for both or bring both"
                  .formatted(brought.cidr(), block.cidr()));
    };
  }

  static Problem unknownToken() {
    return Problem.of(
        EnrolmentProblem.TOKEN_UNKNOWN, "It is not of this mesh, or was revoked, or is mistyped.");
  }

  private static Problem expired() {
    return Problem.of(EnrolmentProblem.TOKEN_EXPIRED, "Ask an operator of the mesh for a new one.");
  }

  private static Problem spent() {
    return Problem.of(
        EnrolmentProblem.TOKEN_SPENT, "It was good for one. Ask for one of your own.");
  }

  private static Problem nameTaken(Newcomer wish) {
    return Problem.of(
        MemberProblem.NAME_TAKEN,
        "A site or relay %s is in the mesh, or a site left and was not deleted yet."
            .formatted(wish.name()));
  }

  private static Problem keyTaken() {
    return Problem.of(
        MemberProblem.IDENTITY_KEY_TAKEN, "A new box makes its own key; do not copy one.");
  }
}
