package io.filigree.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words after a verb. Options are {@code --name value}, {@code --name=value} or flags. */
final class Arguments {

  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private Arguments() {}

  /**
   * @param valued options that take a value
   * @param switches options that take none
   * @throws UsageException with every word that is wrong
   */
  static Arguments parse(List<String> words, Set<String> valued, Set<String> switches)
      throws UsageException {
    Arguments arguments = new Arguments();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String name = equals < 0 ? word : word.substring(0, equals);
      if (valued.contains(name) && equals >= 0) {
        arguments.add(name, word.substring(equals + 1));
      } else if (valued.contains(name) && i + 1 < words.size()) {
        arguments.add(name, words.get(++i));
      } else if (valued.contains(name)) {
        problems.add(name + " needs a value");
      } else if (switches.contains(word)) {
        arguments.flags.add(word);
      } else {
        problems.add((word.startsWith("-") ? "unknown option " : "unexpected ") + name);
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return arguments;
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  /** The last one given wins. */
  Optional<String> value(String option) {
    List<String> given = all(option);
    return given.isEmpty() ? Optional.empty() : Optional.of(given.getLast());
  }

  private void add(String option, String value) {
    values.computeIfAbsent(option, name -> new ArrayList<>()).add(value);
  }
}
