package io.filigree.edge.doctor;

import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.doctor.Heard.Coordinator;
import java.util.List;
import java.util.Optional;

/** The coordinator does not answer this site. */
final class CoordinatorSilent implements Check.OfSite {

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    Optional<String> trouble = patient.heard().coordinator().flatMap(Coordinator::trouble);
    String last =
        joined
            .status()
            .flatMap(StatusPage::lastContact)
            .map(at -> "it last answered at " + at)
            .orElse("it has not answered since filigree run started");
    return trouble
        .map(why ->
            Finding.warning(
                "coordinator-unreachable",
                "the coordinator does not answer: " + why,
                "the mesh goes on as it is, and changes wait; " + last,
                "filigree status"))
        .stream()
        .toList();
  }
}
