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
    boolean plain = !value.isEmpty() && value.chars().allMatch(LogLine::isPlain);
    if (plain) {
      text.append(value);
      return;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(c < ' ' || c == 0x7f || c == '"' ? '?' : c);
    }
    text.append('"');
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c != '"' && c != '=' && c != 0x7f;
  }
}
