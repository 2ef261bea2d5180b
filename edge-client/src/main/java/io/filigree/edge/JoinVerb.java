package io.filigree.edge;

import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.coordinator.JoinReply;
import io.filigree.edge.coordinator.JoinRequest;
import io.filigree.edge.coordinator.Problem;
import io.filigree.edge.state.DirectoryLock;
import io.filigree.edge.state.Enrolment;
import io.filigree.edge.state.SiteFiles;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.request.RequestSigner;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code filigree join}: makes this box a site. */
final class JoinVerb {

  private static final Set<String> OPTIONS =
      Set.of(
          "--token-file",
          "--name",
          "--pod-cidr",
          "--service-cidr",
          "--lan-cidr",
          "--plan",
          "--endpoint",
          "--port",
          "--interface",
          "--firewall",
          "--clock");

  private static final int LONGEST_TOKEN = 16_384;

  private final Terminal terminal;

  JoinVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    Set<String> valued = new HashSet<>(OPTIONS);
    valued.addAll(Folders.OPTIONS);
    Arguments arguments = Arguments.parse(words, valued, Set.of());
    Folders folders = Folders.of(arguments);
    SiteFiles files = new SiteFiles(folders.state());
    Optional<Enrolment> enrolled = files.enrolment();
    if (enrolled.isPresent()) {
      return already(enrolled.get());
    }
    JoinOptions options = JoinOptions.of(arguments);
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(folders.state());
    if (lock.isEmpty()) {
      return terminal.fail(ExitCode.BUSY, "another filigree process works on " + folders.state());
    }
    try (DirectoryLock _ = lock.get()) {
      return join(files, options);
    }
  }

  private ExitCode already(Enrolment enrolment) {
    terminal.say(
        "this box has joined already, as "
            + enrolment.name()
            + " (site "
            + enrolment.site()
            + "); nothing was changed");
    return ExitCode.OK;
  }

  private ExitCode join(SiteFiles files, JoinOptions options) throws UsageException, IOException {
    JoinToken token = token(options.tokenFile());
    SiteName name = name(options);
    RequestSigner signer = new RequestSigner(files.identityKey(), token.trust().mesh());
    CoordinatorClient coordinator =
        new CoordinatorClient(
            signer,
            token.trust().urls(),
            token.trust().pins(),
            InstantSource.system(),
            warning -> terminal.err().println("filigree: " + warning));
    JoinRequest request =
        new JoinRequest(
            token,
            Optional.of(name),
            new IdentityKey(signer.key().publicKey()),
            options.ranges(),
            options.plan());
    return switch (coordinator.join(request)) {
      case JoinReply.Joined joined -> enrol(files, options, token.trust(), coordinator, joined);
      case JoinReply.Refused(Problem problem) -> refused(problem);
      case JoinReply.Unreachable(String reason) ->
          terminal.fail(
              ExitCode.UNREACHABLE, "no answer from " + token.trust().urls() + ": " + reason);
    };
  }

  private ExitCode enrol(
      SiteFiles files,
      JoinOptions options,
      TrustAnchor trust,
      CoordinatorClient coordinator,
      JoinReply.Joined joined)
      throws IOException {
    FirstRoster first = new FirstRoster(terminal, coordinator);
    return switch (first.fetch(files, trust, joined)) {
      case FirstRoster.Outcome.Listed(PeerList list, SiteName name) -> {
        first.store(files, list);
        files.enrol(new Enrolment(joined.site(), name, trust, options.machine()));
        new Welcome(terminal).print(list, joined);
        yield ExitCode.OK;
      }
      case FirstRoster.Outcome.Refused(String reason) -> terminal.fail(ExitCode.FAILED, reason);
      case FirstRoster.Outcome.Unreachable(String reason) ->
          terminal.fail(ExitCode.UNREACHABLE, reason + "; run the same command again");
    };
  }

  private ExitCode refused(Problem problem) {
    terminal.fail(ExitCode.FAILED, "the coordinator refuses: " + problem.line());
    for (Problem.Violation violation : problem.violations()) {
      terminal.err().println("  " + violation.field() + ": " + violation.reason());
    }
    return ExitCode.FAILED;
  }

  private JoinToken token(String file) throws UsageException, IOException {
    try (InputStream in = file.equals("-") ? terminal.in() : new FileInputStream(file)) {
      byte[] text = in.readNBytes(LONGEST_TOKEN);
      return JoinToken.parse(new String(text, StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      throw new UsageException("the text in " + file + " " + e.reason());
    }
  }

  /** The first label of this machine's host name will do where none is given. */
  private static SiteName name(JoinOptions options) throws UsageException, IOException {
    if (options.name().isPresent()) {
      return options.name().get();
    }
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    int dot = host.indexOf('.');
    try {
      return SiteName.parse((dot < 0 ? host : host.substring(0, dot)).toLowerCase(Locale.ROOT));
    } catch (MalformedException e) {
      throw new UsageException("--name is needed: this machine's host name will not do");
    }
  }
}
