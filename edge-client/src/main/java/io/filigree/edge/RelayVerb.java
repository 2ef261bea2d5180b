package io.filigree.edge;

import java.io.IOException;
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
      default -> serve(words);
    };
  }

  private ExitCode serve(List<String> words) throws UsageException, IOException {
    Set<String> valued = new HashSet<>(Folders.OPTIONS);
    valued.addAll(RelayOptions.NAMES);
    valued.add("--config");
    Arguments arguments = Arguments.parse(words, valued, Set.of());
    RelayRun run = new RelayRun(terminal, Folders.of(arguments));
    OptionReader read = new OptionReader(arguments);
    RelayOptions place = RelayOptions.of(read);
    boolean byFile = arguments.value("--config").isPresent();
    if (byFile && !(place.listen().isEmpty() && place.endpoints().isEmpty())) {
      read.refuse("with --config the file says where the relay is");
    }
    read.finish();
    return byFile ? run.byFile(arguments.value("--config").get()) : run.byFeed(place);
  }
}
