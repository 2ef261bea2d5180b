package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.Violations;

/** Text that people write for people: one line, nothing invisible, bounded. */
public final class PlainText {

  private PlainText() {}

  /** Checks {@code text} as the value of {@code field}: 1 to {@code longest} characters. */
  public static void check(Violations violations, String field, String text, int longest) {
    violations.require(!text.isBlank(), field, "must not be blank");
    violations.require(
        text.codePointCount(0, text.length()) <= longest,
        field,
        "must have at most " + longest + " characters");
    violations.require(
        text.codePoints().noneMatch(PlainText::isInvisible),
        field,
        "must not have control or invisible characters");
  }

  /** Line ends, terminal escapes, bidirectional overrides and lone surrogates among them. */
  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
