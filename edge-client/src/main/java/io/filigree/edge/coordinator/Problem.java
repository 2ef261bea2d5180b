package io.filigree.edge.coordinator;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the coordinator objects to (RFC 9457).
 *
 * @param status the HTTP status
 * @param name the last part of its type, such as {@code range-overlap}; empty when it has none
 * @param text what a person should read
 * @param violations each field that is wrong and why
 * @param nonce a single-use number for a repetition, when our clock is wrong
 * @param counter the counter the coordinator holds, when ours is too low; 0 when it does not say
 */
public record Problem(
    int status,
    String name,
    String text,
    List<Violation> violations,
    Optional<String> nonce,
    long counter) {

  private static final String TYPES = "/problems/";
  private static final int LONGEST_TEXT = 500;

  public Problem {
    violations = List.copyOf(violations);
  }

  /** One field that is wrong. */
  public record Violation(String field, String reason) {}

  static Problem bare(int status) {
    return new Problem(status, "", "HTTP status " + status, List.of(), Optional.empty(), 0);
  }

  static Problem parse(int status, JsonFields fields) {
    String type = fields.optionalText("type", Function.identity()).orElse("");
    int name = type.lastIndexOf(TYPES);
    return new Problem(
        status,
        name < 0 ? "" : type.substring(name + TYPES.length()),
        printable(
            fields
                .optionalText("detail", Function.identity())
                .or(() -> fields.optionalText("title", Function.identity()))
                .orElse("HTTP status " + status)),
        fields.optionalObjects("violations", Problem::violation),
        fields.optionalText("nonce", Function.identity()),
        counter(fields));
  }

  /** Said outright, or in our own last document. */
  private static long counter(JsonFields fields) {
    return fields
        .optionalText("facts", DocumentText::of)
        .map(facts -> Facts.parse(facts).counter())
        .or(() -> fields.optionalInteger("counter", 0, Long.MAX_VALUE))
        .orElse(0L);
  }

  private static Violation violation(JsonFields fields) {
    return new Violation(printable(fields.text("field")), printable(fields.text("reason")));
  }

  /** Text from outside goes to a terminal: no control characters, and not without end. */
  private static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST_TEXT); i++) {
      char c = text.charAt(i);
      kept.append(Character.isISOControl(c) ? ' ' : c);
    }
    return kept.toString();
  }

  /** In one line. */
  public String line() {
    return name.isEmpty() ? text : name + ": " + text;
  }
}
