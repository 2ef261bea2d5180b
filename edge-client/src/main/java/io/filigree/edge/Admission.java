package io.filigree.edge;

import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.coordinator.Problem;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.request.RequestSigner;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** What is the same for everybody who joins, be it a site or a relay. */
final class Admission {

  private static final int LONGEST_TOKEN = 16_384;

  private final Terminal terminal;

  Admission(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * @param file a path, or {@code -} for standard input
   */
  JoinToken token(String file) throws UsageException, IOException {
    try (InputStream in = file.equals("-") ? terminal.in() : new FileInputStream(file)) {
      byte[] text = in.readNBytes(LONGEST_TOKEN);
      return JoinToken.parse(new String(text, StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      throw new UsageException("the text in " + file + " " + e.reason());
    }
  }

  /** The first label of this machine's host name will do where none is given. */
  SiteName name(Optional<SiteName> given) throws UsageException, IOException {
    if (given.isPresent()) {
      return given.get();
    }
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    int dot = host.indexOf('.');
    try {
      return SiteName.parse((dot < 0 ? host : host.substring(0, dot)).toLowerCase(Locale.ROOT));
    } catch (MalformedException e) {
      throw new UsageException("--name is needed: this machine's host name will not do");
    }
  }

  CoordinatorClient coordinator(RequestSigner signer, TrustAnchor trust) {
    return new CoordinatorClient(
        signer,
        trust.urls(),
        trust.pins(),
        InstantSource.system(),
        warning -> terminal.err().println("filigree: " + warning));
  }

  ExitCode refused(Problem problem) {
    terminal.fail(ExitCode.FAILED, "the coordinator refuses: " + problem.line());
    for (Problem.Violation violation : problem.violations()) {
      terminal.err().println("  " + violation.field() + ": " + violation.reason());
    }
    return ExitCode.FAILED;
  }

  ExitCode unreachable(TrustAnchor trust, String reason) {
    return terminal.fail(ExitCode.UNREACHABLE, "no answer from " + trust.urls() + ": " + reason);
  }
}
