package io.filigree.edge.doctor;

import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.trust.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;

/** What {@code run} refused to take up, and what it cannot do. */
final class Refused implements Check.OfSite {
  /** What a refusal is about that concerns the whole list. */
  private static final String ROSTER = "roster";

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    List<Finding> findings = new ArrayList<>();
    joined.status().ifPresent(page -> read(page, findings));
    return findings;
  }

  private static void read(StatusPage page, List<Finding> findings) {
    if (page.standing() == Standing.REMOVED) {
      findings.add(
          Finding.warning(
              "removed-from-mesh",
              "this site was removed from mesh " + page.mesh(),
              "it has no peers any more",
              "filigree leave"));
    }
    for (StatusPage.Refused refused : page.refusals()) {
      if (!refused.code().equals(Reason.UNRESOLVABLE.code())) { // looked up by the doctor itself
        findings.add(refusal(refused));
      }
    }
    // What the coordinator and the disk have to say is looked at for itself.
    List<String> failing =
        page.troubles().stream()
            .filter(trouble -> !trouble.startsWith("no answer from the coordinator"))
            .filter(trouble -> !trouble.startsWith("the peer list on the disk"))
            .toList();
    if (!failing.isEmpty()) {
      findings.add(
          Finding.broken(
              "apply-failing",
              "filigree run cannot do all that it should: " + Few.of(failing),
              "this part of the mesh is not as it should be, and is tried again every few seconds",
              "filigree status"));
    }
  }

  private static Finding refusal(StatusPage.Refused refused) {
    if (refused.code().equals(Reason.CLONE.code())) {
      return Finding.broken(
          "cloned",
          refused.site() + ": " + refused.reason(),
          "two boxes with one identity: peers follow now the one, now the other",
          "filigree leave --local");
    }
    return refused.site().equals(ROSTER)
        ? Finding.broken(
            "roster-refused",
            "the newest peer list is refused: " + refused.reason(),
            "this site goes on with the one before; its coordinator is restored, wrong, or lies",
            "filigree status")
        : Finding.warning(
            "peer-refused",
            refused.site() + " is refused: " + refused.reason(),
            "that site alone stays as it was last known to be good",
            "filigree status");
  }
}
