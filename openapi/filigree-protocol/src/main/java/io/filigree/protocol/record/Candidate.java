package io.filigree.protocol.record;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.net.Endpoint;

/**
 * An endpoint at which a site may be reached.
 *
 * @param kind who says so
 * @param endpoint where
 */
public record Candidate(CandidateKind kind, Endpoint endpoint) {

  static Candidate parse(JsonFields fields) {
    Candidate candidate =
        new Candidate(
            fields.text("kind", CandidateKind::parse), fields.text("endpoint", Endpoint::parse));
    fields.refuseUnknown();
    return candidate;
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("kind", kind.toString())
        .put("endpoint", endpoint.toString())
        .build();
  }
}
