package io.filigree.controlplane.edgeauth;

import io.filigree.controlplane.problem.Problem;

/** What the gate says to a request. */
public sealed interface Verdict {

  /** Signed by a site or a relay of the mesh, which may ask this. */
  record Admitted(Caller caller) implements Verdict {}

  /** A join request, signed by the key that wants in. */
  record Enrolling(EnrollingKey key) implements Verdict {}

  /** Not let in. */
  record Refused(Problem problem) implements Verdict {}
}
