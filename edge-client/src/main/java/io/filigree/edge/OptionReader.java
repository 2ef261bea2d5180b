package io.filigree.edge;

import io.filigree.protocol.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads options and collects what is wrong with them. */
final class OptionReader {

  private static final int MAX_PORT = 65_535;

  private final Arguments arguments;
  private final List<String> problems = new ArrayList<>();

  OptionReader(Arguments arguments) {
    this.arguments = arguments;
  }

  String required(String option) {
    Optional<String> value = arguments.value(option);
    if (value.isEmpty()) {
      problems.add(option + " is needed");
    }
    return value.orElse("");
  }

  <T> List<T> each(String option, Function<String, T> parse) {
    List<T> parsed = new ArrayList<>();
    for (String text : arguments.all(option)) {
      try {
        parsed.add(parse.apply(text));
      } catch (MalformedException e) {
        problems.add(option + " " + e.getMessage());
      } catch (IllegalArgumentException e) {
        problems.add(option + ": " + e.getMessage());
      }
    }
    return parsed;
  }

  <T> T last(String option, Function<String, T> parse, T otherwise) {
    List<T> parsed = each(option, parse);
    return parsed.isEmpty() ? otherwise : parsed.getLast();
  }

  void refuse(String problem) {
    problems.add(problem);
  }

  void finish() throws UsageException {
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
  }

  static int port(String text) {
    return number(text, MAX_PORT);
  }

  static int number(String text, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new MalformedException("is not a number from 1 to " + most);
    }
    throw new MalformedException("is not a number from 1 to " + most);
  }
}
