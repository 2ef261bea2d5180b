package io.filigree.edge;

import io.filigree.edge.metrics.RelayMetrics;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code filigree relay}: switches the sites' packets until it is stopped. */
final class RelayVerb {

  private final Terminal terminal;

  RelayVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    String first = words.isEmpty() ? "" : words.getFirst();
    return switch (first) {
      case "join" -> new RelayJoinVerb(terminal).run(words.subList(1, words.size()));
      case "status" -> new RelayStatusVerb(terminal).run(words.subList(1, words.size()));
      default -> serve(words);
    };
  }

  private ExitCode serve(List<String> words) throws UsageException, IOException {
    Set<String> valued = new HashSet<>(Folders.OPTIONS);
    valued.addAll(RelayOptions.NAMES);
    valued.addAll(RelayJoinVerb.VALUED);
    valued.addAll(Set.of("--config", "--metrics"));
    Arguments arguments = Arguments.parse(words, valued, Set.of(RelayJoinVerb.BESIDE));
    OptionReader read = new OptionReader(arguments);
    RelayMetrics metrics = read.last("--metrics", RelayVerb::metrics, metrics(RelayMetrics.USUAL));
    RelayOptions place = RelayOptions.of(read);
    boolean byFile = arguments.value("--config").isPresent();
    boolean byToken = arguments.value("--token-file").isPresent();
    if (byFile && byToken) {
      read.refuse("with --config there is no mesh to join");
    }
    if (byFile && !(place.listen().isEmpty() && place.endpoints().isEmpty())) {
      read.refuse("with --config the file says where the relay is");
    }
    read.finish();
    if (byToken) {
      ExitCode joined = new RelayJoinVerb(terminal).joinWhenTold(arguments);
      if (joined != ExitCode.OK) {
        return joined;
      }
    }
    RelayRun run = new RelayRun(terminal, Folders.of(arguments), metrics);
    return byFile ? run.byFile(arguments.value("--config").get()) : run.byFeed(place);
  }

  private static RelayMetrics metrics(String place) {
    return RelayMetrics.at(place, Version.TEXT, InstantSource.system());
  }
}
