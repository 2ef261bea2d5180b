package io.filigree.edge.agent;

import java.util.List;

/**
 * One decision, in one line: an event and its fields in order. Holds no secret; its text holds no
 * control character, whatever the fields hold.
 *
 * @param event what happened, in kebab case
 * @param fields names and values in turn
 */
public record LogLine(String event, List<String> fields) {

  public LogLine {
    fields = List.copyOf(fields);
  }

  public static LogLine of(String event, String... fields) {
    return new LogLine(event, List.of(fields));
  }

  /** Several values as one: {@code a,b}. */
  static String list(List<?> values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(text.isEmpty() ? "" : ",").append(value);
    }
    return text.toString();
  }

  /** Such as {@code applied epoch=7 peers=2 note="two words"}. */
  public String text() {
    StringBuilder text = new StringBuilder(event);
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      text.append(' ').append(fields.get(i)).append('=');
      appendValue(text, fields.get(i + 1));
    }
    return text.toString();
  }

  private static void appendValue(StringBuilder text, String value) {
    if (isPlain(value)) {
      text.append(value);
      return;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(Character.isISOControl(c) || isLineEnd(c) || c == '"' ? '?' : c);
    }
    text.append('"');
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '=') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  /** Two more that some readers of logs take for the end of a line. */
  private static boolean isLineEnd(char c) {
    return c == '\u2028' || c == '\u2029';
  }
}
