package io.filigree.controlplane.report;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a site says of its health. Only what the coordinator itself uses is read; the rest is kept
 * as it is for people and dashboards. It is not signed as a document, so that edges may say more
 * than this coordinator knows.
 *
 * @param counter the document's own counter
 * @param cursor what the site has applied
 * @param epoch of the roster it has applied; 0 before the first
 * @param version of its edge client
 * @param refusals what it does not apply, and why
 * @param seen where it sees the tunnels of other sites
 * @param reached how it reaches its peers
 * @param text the whole document
 */
record StatusReport(
    long counter,
    Cursor cursor,
    long epoch,
    String version,
    List<Refusal> refusals,
    List<Sighting> seen,
    Reached reached,
    String text) {

  /** As many as a mesh without relays keeps warm, and some. */
  private static final int MOST_SEEN = 128;

  private static final int LONGEST_VERSION = 64;

  /**
   * Reads a status.
   *
   * @throws MalformedException if it is not one
   */
  static StatusReport parse(byte[] body) {
    JsonFields fields = JsonFields.of(Json.parse(body, JsonLimits.REQUEST));
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.contains("\\u0000")) {
      // Valid JSON, but nothing that Postgres can store as jsonb.
      throw new MalformedException("must not contain NUL characters");
    }
    return new StatusReport(
        fields.integer("counter", 1, Long.MAX_VALUE),
        fields.text("cursor", Cursor::parse),
        fields.integer("epoch", 0, Long.MAX_VALUE),
        fields.text("version", StatusReport::version),
        fields.optionalObjects("refusals", Refusal::parse),
        seen(fields),
        Reached.parse(fields),
        text);
  }

  private static List<Sighting> seen(JsonFields fields) {
    List<Sighting> seen = fields.optionalObjects("seen", Sighting::parse);
    if (seen.size() > MOST_SEEN) {
      throw new MalformedException("seen", "has more than " + MOST_SEEN + " entries");
    }
    return seen;
  }

  private static String version(String text) {
    if (text.isEmpty() || text.length() > LONGEST_VERSION || !text.matches("[\\x21-\\x7e]+")) {
      throw new MalformedException("must be 1 to 64 printable characters without spaces");
    }
    return text;
  }
}
