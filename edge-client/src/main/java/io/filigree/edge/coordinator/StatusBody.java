package io.filigree.edge.coordinator;

import io.filigree.edge.agent.NatType;
import io.filigree.edge.agent.PathReport;
import io.filigree.edge.agent.StatusReport;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** A status report as JSON. */
final class StatusBody {

  private StatusBody() {}

  static String write(StatusReport report) {
    List<JsonValue> refusals = new ArrayList<>();
    for (StatusReport.Line line : report.refusals()) {
      refusals.add(
          JsonObject.builder().put("site", line.site()).put("reason", line.reason()).build());
    }
    JsonObject.Builder body =
        JsonObject.builder()
            .put("counter", report.counter())
            .put("cursor", report.cursor().toString())
            .put("epoch", report.epoch().value())
            .put("version", report.version())
            .put("refusals", new JsonArray(refusals))
            .put("peers", totals(report.peers()));
    if (!report.seen().isEmpty()) {
      body.put("seen", seen(report.seen()));
    }
    if (report.nat() != NatType.UNKNOWN) {
      body.put("nat", report.nat().text());
    }
    if (!report.paths().isEmpty()) {
      body.put("paths", paths(report.paths()));
    }
    return body.build().toJson();
  }

  private static JsonArray paths(List<PathReport> reports) {
    List<JsonValue> paths = new ArrayList<>();
    for (PathReport report : reports) {
      JsonObject.Builder path =
          JsonObject.builder().put("site", report.site()).put("path", report.path().text());
      if (!report.relay().isEmpty()) {
        path.put("relay", report.relay());
      }
      path.putText("since", report.since());
      report.latencyMillis().ifPresent(millis -> path.put("latencyMillis", millis));
      report.lossPercent().ifPresent(percent -> path.put("lossPercent", percent));
      paths.add(path.build());
    }
    return new JsonArray(paths);
  }

  private static JsonArray seen(List<StatusReport.Sighting> seen) {
    List<JsonValue> sightings = new ArrayList<>();
    for (StatusReport.Sighting sighting : seen) {
      sightings.add(
          JsonObject.builder()
              .put("site", sighting.site())
              .put("endpoint", sighting.endpoint().toString())
              .build());
    }
    return new JsonArray(sightings);
  }

  private static JsonObject totals(StatusReport.Totals totals) {
    return JsonObject.builder()
        .put("total", totals.total())
        .put("direct", totals.direct())
        .put("relayed", totals.relayed())
        .put("idle", totals.idle())
        .put("down", totals.down())
        .build();
  }
}
