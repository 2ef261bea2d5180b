package io.filigree.controlplane.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that a site does not apply.
 *
 * @param site whose; empty if it is the whole roster
 * @param reason why, in the edge's words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Refusal(Optional<String> site, String reason) {

  private static final int LONGEST = 300;

  static Refusal parse(JsonFields fields) {
    return new Refusal(
        fields.optionalText("site", Function.identity()), fields.text("reason", Refusal::bounded));
  }

  private static String bounded(String text) {
    if (text.length() > LONGEST) {
      throw new MalformedException("has more than " + LONGEST + " characters");
    }
    return text;
  }

  /** The refusals of a stored status document. */
  static List<Refusal> of(String status) {
    return JsonFields.of(Json.parse(status, JsonLimits.REQUEST))
        .optionalObjects("refusals", Refusal::parse);
  }
}
