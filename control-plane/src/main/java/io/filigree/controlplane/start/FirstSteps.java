package io.filigree.controlplane.start;

import io.filigree.controlplane.access.BootstrapToken;
import io.filigree.controlplane.access.BootstrapToken.Handover;
import io.filigree.controlplane.tls.CoordinatorIdentity;
import io.filigree.controlplane.tls.Listeners;
import java.io.Console;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** What the terminal says when the coordinator is up. */
@Component
class FirstSteps implements ApplicationRunner {
  private final BootstrapToken bootstrap;
  private final CoordinatorIdentity identity;
  private final Listeners listeners;
  private final FirstStart first;

  FirstSteps(
      BootstrapToken bootstrap,
      CoordinatorIdentity identity,
      Listeners listeners,
      FirstStart first) {
    this.bootstrap = bootstrap;
    this.identity = identity;
    this.listeners = listeners;
    this.first = first;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    boolean terminal = isTerminal();
    Optional<String> recoveryKey = first.makeMesh(terminal);
    first.inviteRelay();
    Handover handover = bootstrap.handOver(terminal);
    System.out.printf(
        """
        Filigree coordinator
          Swagger UI       %s/swagger-ui.html
          for edges        %s
          bootstrap token  %s%s
        %s%n\
        """,
        local(), urls(), where(handover), recovery(recoveryKey), how(handover));
  }

  private String local() {
    return "http://127.0.0.1:" + listeners.http();
  }

  private String urls() {
    return identity.urls().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String recovery(Optional<String> where) {
    return where.map(text -> "\n  recovery key     " + text).orElse("");
  }

  private static String where(Handover handover) {
    return switch (handover) {
      case Handover.Shown(String token) -> token + "  (not shown again)";
      case Handover.InFile(var file) -> "in " + file;
      case Handover.Spent() -> "used; operators have tokens of their own";
    };
  }

  /**
   * Commands that really run; secrets pass through files and pipes, where ps does not show them.
   */
  private String how(Handover handover) {
    return switch (handover) {
      case Handover.Spent() -> join();
      case Handover.InFile(var file) -> makeToken(file.toString()) + join();
      case Handover.Shown _ ->
          "\nKeep the bootstrap token:   umask 077; cat > bootstrap-token"
              + makeToken("bootstrap-token")
              + join();
    };
  }

  private String makeToken(String file) {
    return """

    Make an operator token:     umask 077; sed 's/^/Authorization: Bearer /' %s \\
      | curl -sf -H @- --json '{"name": "me", "role": "admin"}' %s/api/v1/tokens \\
      | sed 's/.*"token":"\\([^"]*\\)".*/\\1/' > operator-token\
    """
        .formatted(file, local());
  }

  private String join() {
    return """

    Make a site's join token:   umask 077; sed 's/^/Authorization: Bearer /' operator-token \\
      | curl -sf -H @- --json '{"site": "store-a"}' %s/api/v1/meshes/default/join-tokens \\
      | sed 's/.*"token":"\\([^"]*\\)".*/\\1/' > store-a.token
    Join, at the site:          filigree join --token-file store-a.token\
    """
        .formatted(local());
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
