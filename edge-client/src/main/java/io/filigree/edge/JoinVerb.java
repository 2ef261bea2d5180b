package io.filigree.edge;

import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.coordinator.JoinReply;
import io.filigree.edge.coordinator.JoinRequest;
import io.filigree.edge.coordinator.Problem;
import io.filigree.edge.state.DirectoryLock;
import io.filigree.edge.state.Enrolment;
import io.filigree.edge.state.SiteFiles;
import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
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

  private final Terminal terminal;
  private final Admission admission;

  JoinVerb(Terminal terminal) {
    this.terminal = terminal;
    this.admission = new Admission(terminal);
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
    JoinToken token = admission.token(options.tokenFile());
    SiteName name = admission.name(options.name());
    TrustAnchor trust = token.trust();
    RequestSigner signer = new RequestSigner(files.identityKey(), trust.mesh());
    CoordinatorClient coordinator = admission.coordinator(signer, trust);
    JoinRequest request =
        new JoinRequest(
            token,
            Optional.of(name),
            new IdentityKey(signer.key().publicKey()),
            options.ranges(),
            options.plan());
    return switch (coordinator.join(request)) {
      case JoinReply.Joined joined -> enrol(files, options, trust, coordinator, joined);
      case JoinReply.JoinedAsRelay relay ->
          terminal.fail(ExitCode.FAILED, "the coordinator takes this box for a relay");
      case JoinReply.Refused(Problem problem) -> admission.refused(problem);
      case JoinReply.Unreachable(String reason) -> admission.unreachable(trust, reason);
    };
  }

  private ExitCode enrol(
      SiteFiles files,
      JoinOptions options,
      TrustAnchor trust,
      CoordinatorClient coordinator,
      JoinReply.Joined joined)
      throws IOException {
    TrustRoot root = root(files, trust, joined);
    FirstRoster first = new FirstRoster(terminal, coordinator, root);
    return switch (first.fetch(joined.waits(), held -> listed(root, held, joined))) {
      case FirstRoster.Outcome.Listed(PeerList list) -> {
        first.store(files.folder(), list);
        SiteName name = list.own().orElseThrow().name();
        files.enrol(new Enrolment(joined.site(), name, trust, options.machine()));
        new Welcome(terminal).print(list, joined);
        yield ExitCode.OK;
      }
      case FirstRoster.Outcome.Refused(String reason) -> terminal.fail(ExitCode.FAILED, reason);
      case FirstRoster.Outcome.Unreachable(String reason) ->
          terminal.fail(ExitCode.UNREACHABLE, reason + "; run the same command again");
    };
  }

  private static TrustRoot root(SiteFiles files, TrustAnchor trust, JoinReply.Joined joined)
      throws IOException {
    return new TrustRoot(
        trust.mesh(),
        joined.site(),
        new IdentityKey(files.identityKey().publicKey()),
        files.wireGuardKey().publicKey(),
        trust.rosterKey(),
        trust.minEpoch());
  }

  private static FirstRoster.Outcome listed(
      TrustRoot root, Holdings holdings, JoinReply.Joined joined) {
    PeerList list =
        new PeerScreen(root, Ed25519Verifier.jdk())
            .screen(Optional.empty(), holdings, HostFacts.unknown());
    Optional<SiteRecord> own = list.own();
    if (own.isEmpty()) {
      return new FirstRoster.Outcome.Unreachable("no roster lists this site yet");
    }
    boolean asAgreed =
        joined.ranges().isEmpty()
            || new HashSet<>(own.get().ranges()).equals(new HashSet<>(joined.ranges()));
    return asAgreed
        ? new FirstRoster.Outcome.Listed(list)
        : new FirstRoster.Outcome.Refused(
            "the roster gives this site other ranges than the coordinator said");
  }
}
