package io.filigree.controlplane.problem;

/**
 * One thing wrong with a request. Text from outside may stand in both parts, so both are cut short
 * and freed of control characters.
 *
 * @param field where: a JSON path ({@code ranges[2].cidr}), a parameter or a header
 * @param reason English; with the field's name before it, a sentence
 */
public record Violation(String field, String reason) {
  private static final int LONGEST = 200;

  public Violation {
    field = tame(field);
    reason = tame(reason);
  }

  private static String tame(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return start.codePoints().anyMatch(Character::isISOControl)
        ? start.replaceAll("\\p{Cntrl}", "?")
        : start;
  }
}
