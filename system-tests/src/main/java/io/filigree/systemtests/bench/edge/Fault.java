package io.filigree.systemtests.bench.edge;

import java.util.Set;

/**
 * Something that is made wrong on a healthy site, for {@code doctor} to find.
 *
 * @param finding the id it must be found by
 * @param disguise a shell script that dresses up the machine for the doctor alone; may be empty
 * @param plant makes it wrong
 * @param undo makes it right again
 */
record Fault(String finding, String disguise, Runnable plant, Runnable undo) {

  static Fault of(String finding, Runnable plant, Runnable undo) {
    return new Fault(finding, "", plant, undo);
  }

  /** One that only the doctor sees. */
  static Fault disguised(String finding, String disguise) {
    return new Fault(finding, disguise, () -> {}, () -> {});
  }

  Fault withDisguise(String script) {
    return new Fault(finding, script, plant, undo);
  }

  /** All that the doctor finds while it stands. */
  Set<String> examine(Patient patient) {
    try {
      plant.run();
      return patient.store().edge().findings(disguise);
    } finally {
      undo.run();
    }
  }
}
