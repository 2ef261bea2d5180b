package io.filigree.edge.doctor;

import java.util.ArrayList;
import java.util.List;

/** What NetworkManager's and systemd's configuration files have in common. */
final class Ini {
  private Ini() {}

  /**
   * One setting.
   *
   * @param section without brackets; empty before the first
   */
  record Setting(String section, String key, String value) {}

  static List<Setting> settings(List<String> lines) {
    List<Setting> settings = new ArrayList<>();
    String section = "";
    for (String raw : lines) {
      String line = raw.strip();
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
      } else if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
        // NetworkManager also has += for a list that goes on.
        String key = line.substring(0, equals).strip();
        settings.add(
            new Setting(
                section,
                key.endsWith("+") ? key.substring(0, key.length() - 1).strip() : key,
                line.substring(equals + 1).strip()));
      }
    }
    return settings;
  }

  /** A shell's pattern: {@code *} and {@code ?} only, for names of interfaces hold nothing else. */
  static boolean globMatches(String glob, String name) {
    if (glob.isEmpty()) {
      return name.isEmpty();
    }
    char first = glob.charAt(0);
    String rest = glob.substring(1);
    if (first == '*') {
      return globMatches(rest, name) || (!name.isEmpty() && globMatches(glob, name.substring(1)));
    }
    return !name.isEmpty()
        && (first == '?' || first == name.charAt(0))
        && globMatches(rest, name.substring(1));
  }
}
