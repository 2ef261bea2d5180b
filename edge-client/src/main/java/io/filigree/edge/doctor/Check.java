package io.filigree.edge.doctor;

import java.util.List;

/** Looks at what was read of a machine for one kind of fault. */
sealed interface Check {

  /** Concerns the machine alone: works before the join. */
  @FunctionalInterface
  non-sealed interface OfMachine extends Check {
    List<Finding> look(Patient patient);
  }

  /** Concerns what a site keeps on its disk and how its client fares. */
  @FunctionalInterface
  non-sealed interface OfSite extends Check {
    List<Finding> look(Patient patient, Joined joined);
  }

  /** Compares the machine with what the verified peer list asks for. */
  @FunctionalInterface
  non-sealed interface OfMesh extends Check {
    List<Finding> look(Patient patient, Meshed mesh);
  }
}
