package io.filigree.edge.doctor;

import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code -A} line of {@code iptables -S}, as far as a packet can be held against it.
 *
 * @param text the line
 * @param target what it does: ACCEPT, DROP, a chain; empty for none
 * @param conditions options with values, as written; {@code !} is kept as a word
 */
record FilterRule(String text, String target, List<String> conditions) {
  /** Modules whose conditions are understood, or say nothing of the packet. */
  private static final Set<String> MODULES =
      Set.of("comment", "udp", "tcp", "conntrack", "state", "multiport", "addrtype", "limit");

  private static final Set<String> SAY_NOTHING = Set.of("--comment", "--limit", "--limit-burst");

  FilterRule {
    conditions = List.copyOf(conditions);
  }

  /** The rule behind {@code -A CHAIN}. */
  static FilterRule of(String line) {
    List<String> words = words(line);
    int jump = Math.max(words.indexOf("-j"), words.indexOf("-g"));
    boolean targeted = jump >= 2 && jump + 1 < words.size();
    return new FilterRule(
        line,
        targeted ? words.get(jump + 1) : "",
        words.subList(Math.min(2, words.size()), targeted ? jump : words.size()));
  }

  /** Words as a shell would see them: a comment may hold blanks. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }

  boolean unconditional() {
    return conditions.isEmpty() || (conditions.contains("--comment") && conditions.size() == 4);
  }

  /** Whether only so many packets a second match. */
  boolean limited() {
    return conditions.contains("limit");
  }

  /** Whether the packet certainly matches; a condition that is not understood matches nothing. */
  boolean matches(Packet packet) {
    boolean wanted = true;
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).equals("!")) {
        wanted = false;
      } else if (i + 1 < conditions.size()) {
        Optional<Boolean> holds = holds(conditions.get(i), conditions.get(i + 1), packet);
        if (holds.isEmpty() || holds.get() != wanted) {
          return false;
        }
        wanted = true;
        i++;
      }
    }
    return true;
  }

  private static Optional<Boolean> holds(String option, String value, Packet packet) {
    return switch (option) {
      case "-i" -> Optional.of(isLink(value, packet.in()));
      case "-o" -> Optional.of(isLink(value, packet.out()));
      case "-s" -> range(value).map(range -> range.contains(packet.from()));
      case "-d" -> range(value).map(range -> range.contains(packet.to()));
      case "-p" -> Optional.of(value.equals("all") || value.equals(packet.protocol()));
      case "-m" -> MODULES.contains(value) ? Optional.of(true) : Optional.empty();
      case "--dport", "--dports" -> Optional.of(isPort(value, packet.port()));
      case "--ctstate", "--state" -> Optional.of(items(value).contains("NEW"));
      case "--dst-type" -> Optional.of(value.equals("LOCAL") && packet.local());
      default -> SAY_NOTHING.contains(option) ? Optional.of(true) : Optional.empty();
    };
  }

  private static Optional<Cidr> range(String value) {
    return Cidrs.read(value);
  }

  /** A plus at the end stands for any rest. */
  private static boolean isLink(String pattern, String link) {
    return pattern.endsWith("+")
        ? link.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(link);
  }

  private static boolean isPort(String list, int port) {
    return items(list).stream().anyMatch(item -> isWithin(item, port));
  }

  /** A port, or two with a colon between; a named one is none of ours. */
  private static boolean isWithin(String item, int port) {
    int colon = item.indexOf(':');
    try {
      int first = Integer.parseInt(colon < 0 ? item : item.substring(0, colon));
      int last = Integer.parseInt(item.substring(colon + 1));
      return first <= port && port <= last;
    } catch (NumberFormatException named) {
      return false;
    }
  }

  private static List<String> items(String list) {
    return Arrays.asList(list.split(",", -1));
  }
}
