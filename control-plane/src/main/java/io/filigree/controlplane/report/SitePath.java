package io.filigree.controlplane.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a site reaches one of the peers that it uses.
 *
 * @param site the peer
 * @param path such as {@code direct}; a newer edge may know more of them
 * @param relay by which relay, if there is one between
 * @param since when it began
 * @param latencyMillis at most so many
 * @param lossPercent at most so many
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SitePath(
    String site,
    String path,
    Optional<String> relay,
    Optional<Instant> since,
    Optional<Long> latencyMillis,
    Optional<Long> lossPercent) {

  private static final int MOST = 64;
  private static final long LONGEST_LATENCY = 60_000;

  /** All that a report says of paths. */
  static List<SitePath> allOf(JsonFields report) {
    List<SitePath> paths = report.optionalObjects("paths", SitePath::parse);
    if (paths.size() > MOST) {
      throw new MalformedException("paths", "has more than " + MOST + " entries");
    }
    return paths;
  }

  private static SitePath parse(JsonFields fields) {
    return new SitePath(
        fields.text("site", SiteId::parse).toString(),
        fields.text("path", SitePath::word),
        fields.optionalText("relay", SiteName::parse).map(SiteName::toString),
        fields.optionalText("since", SitePath::instant),
        fields.optionalInteger("latencyMillis", 0, LONGEST_LATENCY),
        fields.optionalInteger("lossPercent", 0, 100));
  }

  /** A word of ours, or of a version after ours. */
  static String word(String text) {
    if (!text.matches("[a-z-]{1,16}")) {
      throw new MalformedException("must be 1 to 16 lower-case letters or dashes");
    }
    return text;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedException("is no time");
    }
  }
}
