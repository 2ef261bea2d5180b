package io.filigree.edge;

import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.state.Enrolment;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the command line of {@code join} asks for.
 *
 * @param tokenFile a path, or {@code -} for standard input
 */
record JoinOptions(
    String tokenFile,
    Optional<SiteName> name,
    List<Range> ranges,
    Map<String, Integer> plan,
    Enrolment.Options machine) {

  private static final int MAX_PORT = 65_535;

  /** What a machine gets whose operator says nothing. */
  static final Enrolment.Options USUAL =
      new Enrolment.Options(InterfaceName.USUAL, 51_871, List.of(), true, true);

  /**
   * @throws UsageException with everything that is wrong at once
   */
  static JoinOptions of(Arguments arguments) throws UsageException {
    Reader read = new Reader(arguments);
    String token = read.required("--token-file");
    Optional<SiteName> name =
        read.each("--name", SiteName::parse).stream().reduce((first, second) -> second);
    List<Range> ranges = new ArrayList<>();
    read.each("--pod-cidr", Cidr::parse).forEach(c -> ranges.add(new Range(RangeKind.POD, c)));
    read.each("--service-cidr", Cidr::parse)
        .forEach(c -> ranges.add(new Range(RangeKind.SERVICE, c)));
    read.each("--lan-cidr", Cidr::parse).forEach(c -> ranges.add(new Range(RangeKind.LAN, c)));
    Map<String, Integer> plan = new TreeMap<>();
    read.each("--plan", JoinOptions::plan).forEach(plan::putAll);
    Enrolment.Options machine =
        new Enrolment.Options(
            read.last("--interface", InterfaceName::new, new InterfaceName(USUAL.interfaceName()))
                .value(),
            read.last("--port", JoinOptions::port, USUAL.port()),
            read.each("--endpoint", Endpoint::parse),
            read.last("--firewall", JoinOptions::onOff, USUAL.firewall()),
            read.last("--clock", JoinOptions::onOff, USUAL.clock()));
    read.finish();
    return new JoinOptions(token, name, ranges, plan, machine);
  }

  /** Such as {@code pod=16,service=/16}. */
  private static Map<String, Integer> plan(String text) {
    Map<String, Integer> plan = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new MalformedException("is not KIND=PREFIX, such as pod=16,service=16");
      }
      String kind = RangeKind.parse(part.substring(0, equals)).toString();
      String prefix = part.substring(equals + 1);
      plan.put(kind, number(prefix.startsWith("/") ? prefix.substring(1) : prefix, 128));
    }
    return plan;
  }

  private static int port(String text) {
    return number(text, MAX_PORT);
  }

  private static boolean onOff(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new MalformedException("is neither on nor off");
    };
  }

  private static int number(String text, int most) {
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

  /** Reads options and collects what is wrong with them. */
  private static final class Reader {

    private final Arguments arguments;
    private final List<String> problems = new ArrayList<>();

    Reader(Arguments arguments) {
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

    void finish() throws UsageException {
      if (!problems.isEmpty()) {
        throw new UsageException(problems);
      }
    }
  }
}
