package io.filigree.controlplane.report;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.util.List;
import java.util.Optional;

/**
 * What a site says of its place in the network; edges of 0.1.0 say none of it.
 *
 * @param nat what kind of NAT relays see it behind
 * @param paths how it reaches the peers in use
 */
record Reached(Optional<String> nat, List<SitePath> paths) {

  static Reached parse(JsonFields report) {
    return new Reached(report.optionalText("nat", SitePath::word), SitePath.allOf(report));
  }

  /**
   * Of a stored document. A coordinator before this one did not look at these members: one site's
   * nonsense must not cost an operator the whole list.
   */
  static Reached ofStored(String status) {
    try {
      return parse(JsonFields.of(Json.parse(status, JsonLimits.REQUEST)));
    } catch (MalformedException nonsense) {
      return nothing();
    }
  }

  static Reached nothing() {
    return new Reached(Optional.empty(), List.of());
  }
}
