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

  /** What a machine gets whose operator says nothing. */
  static final Enrolment.Options USUAL =
      new Enrolment.Options(InterfaceName.USUAL, 51_871, List.of(), true, true);

  /**
   * @throws UsageException with everything that is wrong at once
   */
  static JoinOptions of(Arguments arguments) throws UsageException {
    OptionReader read = new OptionReader(arguments);
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
            read.last("--port", OptionReader::port, USUAL.port()),
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
      plan.put(
          kind, OptionReader.number(prefix.startsWith("/") ? prefix.substring(1) : prefix, 128));
    }
    return plan;
  }

  private static boolean onOff(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new MalformedException("is neither on nor off");
    };
  }
}
