package io.filigree.edge;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The edge client's command line: {@code filigree join | run | status | doctor | leave | relay |
 * help}.
 */
public final class EdgeClient {

  private final Terminal terminal;

  EdgeClient(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    ExitCode code = new EdgeClient(Terminal.ofProcess()).run(Arrays.asList(args));
    System.exit(code.number());
  }

  ExitCode run(List<String> words) {
    String verb = words.isEmpty() ? "help" : words.getFirst();
    List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
    if (rest.contains("--help") || rest.contains("-h") || rest.equals(List.of("help"))) {
      terminal.out().print(Help.of(verb));
      return ExitCode.OK;
    }
    try {
      return dispatch(verb, rest);
    } catch (UsageException e) {
      e.problems().forEach(problem -> terminal.fail(ExitCode.USAGE, problem));
      terminal.err().println("\"filigree help " + verb + "\" tells more.");
      return ExitCode.USAGE;
    } catch (IOException e) {
      return terminal.fail(ExitCode.FAILED, reason(e));
    }
  }

  private ExitCode dispatch(String verb, List<String> rest) throws UsageException, IOException {
    return switch (verb) {
      case "join" -> new JoinVerb(terminal).run(rest);
      case "run" -> new RunVerb(terminal).run(rest);
      case "status" -> new StatusVerb(terminal).run(rest);
      case "doctor" -> new DoctorVerb(terminal).run(rest);
      case "leave" -> new LeaveVerb(terminal).run(rest);
      case "relay" -> new RelayVerb(terminal).run(rest);
      case "help", "--help", "-h" -> help(rest);
      default -> {
        terminal.err().print(Help.OVERVIEW);
        yield terminal.fail(ExitCode.USAGE, "there is no verb " + verb);
      }
    };
  }

  private ExitCode help(List<String> rest) {
    boolean known = rest.isEmpty() || Help.knows(rest.getFirst());
    terminal.out().print(rest.isEmpty() ? Help.OVERVIEW : Help.of(rest.getFirst()));
    return known ? ExitCode.OK : ExitCode.USAGE;
  }

  /** An {@code IOException} about a file often says no more than its name. */
  private static String reason(IOException e) {
    return e.getClass() == IOException.class
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
