package io.filigree.edge;

import io.filigree.edge.agent.WarmPolicy;
import io.filigree.protocol.name.SiteName;
import java.util.Set;

/** What the command line of {@code run} says of peers without traffic. */
final class WarmOptions {

  static final String METERED = "--metered";
  static final Set<String> VALUED = Set.of("--warm-peers", "--pin");

  /** Each is a keepalive every 25 s: 10,000 would be 200 GB a month. */
  private static final int MOST = 10_000;

  private WarmOptions() {}

  /**
   * @throws UsageException with everything that is wrong at once
   */
  static WarmPolicy of(Arguments arguments) throws UsageException {
    OptionReader read = new OptionReader(arguments);
    WarmPolicy policy =
        new WarmPolicy(
            read.last("--warm-peers", WarmOptions::most, WarmPolicy.USUAL.most()),
            Set.copyOf(read.each("--pin", SiteName::parse)),
            arguments.has(METERED));
    read.finish();
    return policy;
  }

  private static int most(String text) {
    return text.equals("0") ? 0 : OptionReader.number(text, MOST);
  }
}
