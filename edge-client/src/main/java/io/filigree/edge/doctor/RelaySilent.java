package io.filigree.edge.doctor;

import io.filigree.edge.agent.RelayLine;
import io.filigree.edge.agent.RelayLine.Standing;
import io.filigree.edge.agent.StatusPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Relays that were called and do not answer: what is reached by them only is not reached. */
final class RelaySilent implements Check.OfSite {

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    Optional<StatusPage> page = joined.status().filter(shown -> joined.runs());
    List<RelayLine> relays = page.map(StatusPage::relays).orElse(List.of());
    List<RelayLine> silent =
        relays.stream().filter(relay -> relay.standing() == Standing.SILENT).toList();
    List<Finding> findings = new ArrayList<>();
    if (!silent.isEmpty()) {
      findings.add(silent.size() == relays.size() ? all(patient, silent) : some(silent));
    }
    return findings;
  }

  private static Finding all(Patient patient, List<RelayLine> silent) {
    return Finding.broken(
        "no-relay-answers",
        "no relay answers: " + Few.of(places(silent)),
        "only sites that reach each other directly do; a firewall before this site must let UDP out to "
            + Few.of(endpoints(silent))
            + " and the answers in; for direct ways also UDP in to port "
            + patient.port(),
        "filigree status");
  }

  private static Finding some(List<RelayLine> silent) {
    return Finding.warning(
        "relay-silent",
        "does not answer: " + Few.of(places(silent)),
        "another relay serves instead, and if that goes, too, none does: it is off, or a firewall "
            + "before this site does not let UDP out to "
            + Few.of(endpoints(silent)),
        "filigree status");
  }

  private static List<String> places(List<RelayLine> relays) {
    return relays.stream().map(relay -> relay.name() + " at " + relay.endpoint()).toList();
  }

  private static List<String> endpoints(List<RelayLine> relays) {
    return relays.stream().map(RelayLine::endpoint).toList();
  }
}
