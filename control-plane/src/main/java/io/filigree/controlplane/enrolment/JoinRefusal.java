package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.plan.PlanProblem;
import io.filigree.controlplane.problem.Problem;

/** The words for a site that does not get in: what is wrong, and what to do about it. */
final class JoinRefusal {

  private JoinRefusal() {}

  static Problem of(JoinOutcome.Refused refusal, JoinWish wish) {
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
        EnrolmentProblem.TOKEN_SPENT, "It was good for one site. Ask for one of your own.");
  }

  private static Problem nameTaken(JoinWish wish) {
    return Problem.of(
        EnrolmentProblem.NAME_TAKEN,
        "Site %s is in the mesh, or left and was not deleted yet.".formatted(wish.name()));
  }

  private static Problem keyTaken() {
    return Problem.of(
        EnrolmentProblem.IDENTITY_KEY_TAKEN, "A new box makes its own key; do not copy one.");
  }
}
