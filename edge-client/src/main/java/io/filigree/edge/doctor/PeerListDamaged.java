package io.filigree.edge.doctor;

import io.filigree.edge.agent.Remembered;
import java.util.List;

/** The peer list on the disk cannot be read. */
final class PeerListDamaged implements Check.OfSite {

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    return joined.remembered() instanceof Remembered.Damaged(String reason)
        ? List.of(
            Finding.broken(
                "peer-list-damaged",
                "the peer list on the disk cannot be read: " + reason,
                "what runs goes on, but after a boot there is no mesh until the coordinator answers",
                patient.healing()))
        : List.of();
  }
}
