package io.filigree.edge.hands;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Passes commands on and remembers those that could change something. */
final class Recorder implements Commands {
  private final Commands commands;
  private final List<String> changing = new ArrayList<>();
  private final List<String> all = new ArrayList<>();

  Recorder(Commands commands) {
    this.commands = commands;
  }

  /** The changing commands since the last call. */
  List<String> takeChanging() {
    List<String> taken = List.copyOf(changing);
    changing.clear();
    return taken;
  }

  @Override
  public Outcome run(Command command) {
    all.add(String.join(" ", command.argv()));
    if (!looksOnly(command)) {
      changing.add(String.join(" ", command.argv()));
    }
    return commands.run(command);
  }

  /** Every command since the last call. */
  List<String> takeAll() {
    List<String> taken = List.copyOf(all);
    all.clear();
    return taken;
  }

  @Override
  public Optional<String> read(Path file) {
    return commands.read(file);
  }

  private static boolean looksOnly(Command command) {
    List<String> argv = command.argv();
    return switch (argv.getFirst()) {
      case "ip" ->
          command.input().stream().flatMap(String::lines).anyMatch(l -> l.contains(" show"));
      case "wg" -> argv.contains("show");
      case "nft" -> argv.contains("list");
      case "iptables", "ip6tables" -> argv.contains("-S");
      case "conntrack" -> argv.contains("-L");
      case "readlink" -> true;
      default -> false;
    };
  }
}
