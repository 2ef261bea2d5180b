package io.filigree.edge.doctor;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.PeerLine;
import java.util.List;
import java.util.Optional;

/** The page that {@code run} left on the machine of a {@link Clinic}. */
final class LeftPage {

  private LeftPage() {}

  static StatusPage by(Clinic clinic) {
    return new StatusPage(
        clinic.standing,
        "default",
        "store-a",
        "01",
        Clinic.NAME.value(),
        List.of(),
        1,
        "1.aa",
        Optional.empty(),
        true,
        Optional.of(Clinic.NOW.minusSeconds(600)),
        clinic.nat,
        clinic.relays,
        clinic.troubles,
        0,
        new Heals(clinic.heals.size(), clinic.heals),
        List.of(),
        List.of(peer(clinic)),
        clinic.refusals);
  }

  private static PeerLine peer(Clinic clinic) {
    return new PeerLine(
        "store-b",
        "02",
        new Reach(clinic.path, "", Optional.empty(), clinic.tried, Optional.empty()),
        clinic.peer.key().toString(),
        clinic.peer.endpoint(),
        Optional.empty(),
        List.of(),
        1000,
        1000,
        Optional.empty());
  }
}
