package io.filigree.controlplane.relay;

import io.filigree.controlplane.mesh.MemberProblem;
import io.filigree.controlplane.plan.PlanProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.RangeKind;

/** The words for a relay that does not get in: what is wrong, and what to do about it. */
public final class RelayRefusal {

  private RelayRefusal() {}

  /** The answer to whoever asked, be it an operator or the relay itself. */
  public static Problem of(RelayAdmission.Refused refusal, SiteName name) {
    return switch (refusal) {
      case RelayAdmission.NameTaken() ->
          Problem.of(
              MemberProblem.NAME_TAKEN,
              "A site or relay %s is in the mesh, or a site left and was not deleted yet."
                  .formatted(name));
      case RelayAdmission.IdentityKeyTaken() ->
          Problem.of(
              MemberProblem.IDENTITY_KEY_TAKEN, "A new relay makes its own key; do not copy one.");
      case RelayAdmission.WireGuardKeyTaken() -> wireGuardKeyTaken();
      case RelayAdmission.TooMany() ->
          Problem.of(
              RelayProblem.TOO_MANY_RELAYS,
              "%d relays are in the mesh; remove one first.".formatted(Relays.MOST));
      case RelayAdmission.NoPool() ->
          Problem.of(
              PlanProblem.POOL_EXHAUSTED,
              "This mesh has no tunnel pool, from which a relay gets its address.");
      case RelayAdmission.PoolExhausted(int prefix) ->
          PlanProblem.exhausted(RangeKind.TUNNEL, prefix);
    };
  }

  /** The answer to a key that is somebody else's. */
  public static Problem wireGuardKeyTaken() {
    return Problem.of(MemberProblem.KEY_TAKEN, "Make a new key; the first to announce one has it.");
  }
}
