package io.filigree.edge;

import io.filigree.edge.coordinator.CoordinatorClient;
import io.filigree.edge.coordinator.JoinReply;
import io.filigree.edge.coordinator.Problem;
import io.filigree.edge.coordinator.RelayJoinRequest;
import io.filigree.edge.relay.Members;
import io.filigree.edge.relay.station.RelayConfiguration;
import io.filigree.edge.relay.station.RelayEnrolment;
import io.filigree.edge.relay.station.RelayFiles;
import io.filigree.edge.state.DirectoryLock;
import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.HostFacts;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.PeerScreen;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.request.RequestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** {@code filigree relay join}: makes this box a relay of a mesh. */
final class RelayJoinVerb {

  /** Any will do: it is only asked whether the rest is possible. */
  private static final IpAddress SOME_ADDRESS = IpAddress.parse("0.0.0.0");

  static final Set<String> VALUED = Set.of("--token-file", "--name");
  static final String BESIDE = "--beside-coordinator";

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Admission admission;

  RelayJoinVerb(Terminal terminal) {
    this.terminal = terminal;
    this.admission = new Admission(terminal);
  }

  /** What the command line asks for. */
  private record Wish(
      String tokenFile, Optional<SiteName> name, RelayOptions place, boolean beside) {

    static Wish of(Arguments arguments) throws UsageException {
      OptionReader read = new OptionReader(arguments);
      String token = read.required("--token-file");
      boolean beside = arguments.has(BESIDE);
      if (beside && arguments.value("--endpoint").isPresent()) {
        read.refuse(BESIDE + " and --endpoint say the same; give one of them");
      } else if (!beside) {
        read.required("--endpoint");
      }
      List<SiteName> names = read.each("--name", SiteName::parse);
      RelayOptions place = RelayOptions.of(read);
      try {
        new RelayConfiguration(place.listenOrUsual(), SOME_ADDRESS, Members.none());
      } catch (MalformedException e) {
        read.refuse("--listen " + e.reason());
      }
      read.finish();
      return new Wish(token, names.stream().reduce((first, last) -> last), place, beside);
    }
  }

  ExitCode run(List<String> words) throws UsageException, IOException {
    Set<String> valued = new HashSet<>(RelayOptions.NAMES);
    valued.addAll(Folders.OPTIONS);
    valued.addAll(VALUED);
    Arguments arguments = Arguments.parse(words, valued, Set.of(BESIDE));
    RelayFiles files = new RelayFiles(Folders.of(arguments).relay());
    Optional<RelayEnrolment> enrolled = files.enrolment();
    return enrolled.isPresent() ? already(enrolled.get()) : join(arguments, files);
  }

  /** Before it runs: joins with the token as soon as there is one, unless that was done before. */
  ExitCode joinWhenTold(Arguments arguments) throws UsageException, IOException {
    RelayFiles files = new RelayFiles(Folders.of(arguments).relay());
    if (files.enrolment().isPresent()) {
      return ExitCode.OK;
    }
    Wish wish = Wish.of(arguments);
    if (!wish.tokenFile().equals("-")) {
      awaitFile(Path.of(wish.tokenFile()));
    }
    return join(arguments, files);
  }

  private void awaitFile(Path file) {
    if (!Files.exists(file)) {
      terminal.err().println("filigree: waiting for a join token in " + file);
    }
    while (!Files.exists(file)) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private ExitCode join(Arguments arguments, RelayFiles files) throws UsageException, IOException {
    Wish wish = Wish.of(arguments);
    JoinToken token = admission.token(wish.tokenFile());
    SiteName name = admission.name(wish.name());
    Optional<DirectoryLock> lock = DirectoryLock.tryLock(files.folder());
    if (lock.isEmpty()) {
      return terminal.fail(ExitCode.BUSY, "a relay is at work on " + files.folder());
    }
    try (DirectoryLock _ = lock.get()) {
      return join(files, token, name, wish.beside() ? beside(token, wish) : wish.place());
    }
  }

  /** At the host by which sites find the coordinator, at the port that it listens at. */
  private static RelayOptions beside(JoinToken token, Wish wish) {
    String host = token.trust().urls().getFirst().endpoint().host();
    List<Endpoint> endpoints = new ArrayList<>();
    for (Endpoint listen : wish.place().listenOrUsual()) {
      endpoints.add(new Endpoint(host, listen.port()));
    }
    return new RelayOptions(wish.place().listen(), endpoints);
  }

  private ExitCode already(RelayEnrolment enrolment) {
    terminal.say(
        "this box is a relay already: %s, %s in its mesh; nothing was changed"
            .formatted(enrolment.name(), enrolment.address()));
    return ExitCode.OK;
  }

  private ExitCode join(RelayFiles files, JoinToken token, SiteName name, RelayOptions place)
      throws IOException {
    TrustAnchor trust = token.trust();
    RequestSigner signer = new RequestSigner(files.identityKey(), trust.mesh());
    WireGuardPublicKey key = files.key().publicKey();
    CoordinatorClient coordinator = admission.coordinator(signer, trust);
    RelayJoinRequest request =
        new RelayJoinRequest(
            token, name, new IdentityKey(signer.key().publicKey()), key, place.endpoints());
    return switch (coordinator.join(request)) {
      case JoinReply.JoinedAsRelay joined ->
          enrol(files, trust, coordinator, joined, place.listenOrUsual());
      case JoinReply.Joined site ->
          terminal.fail(ExitCode.FAILED, "the coordinator takes this box for a site");
      case JoinReply.Refused(Problem problem) -> admission.refused(problem);
      case JoinReply.Unreachable(String reason) -> admission.unreachable(trust, reason);
    };
  }

  private ExitCode enrol(
      RelayFiles files,
      TrustAnchor trust,
      CoordinatorClient coordinator,
      JoinReply.JoinedAsRelay joined,
      List<Endpoint> listen)
      throws IOException {
    TrustRoot root = JoinedRelay.root(joined.relay(), trust, files);
    FirstRoster first = new FirstRoster(terminal, coordinator, root);
    return switch (first.fetch(joined.waits(), held -> listed(root, held, joined))) {
      case FirstRoster.Outcome.Listed(PeerList list) -> {
        Relay own = list.mesh().relay(joined.relay()).orElseThrow();
        first.store(files.folder(), list);
        files.enrol(new RelayEnrolment(joined.relay(), own.name(), own.address(), trust, listen));
        welcome(list, own, listen);
        yield ExitCode.OK;
      }
      case FirstRoster.Outcome.Refused(String reason) -> terminal.fail(ExitCode.FAILED, reason);
      case FirstRoster.Outcome.Unreachable(String reason) ->
          terminal.fail(ExitCode.UNREACHABLE, reason + "; run the same command again");
    };
  }

  private static FirstRoster.Outcome listed(
      TrustRoot root, Holdings holdings, JoinReply.JoinedAsRelay joined) {
    PeerList list =
        PeerScreen.ofRelay(root, Ed25519Verifier.jdk())
            .screen(Optional.empty(), holdings, HostFacts.unrouted());
    Optional<Relay> own = list.mesh().relay(joined.relay());
    if (own.isEmpty()) {
      return new FirstRoster.Outcome.Unreachable("no roster lists this relay yet");
    }
    boolean asAgreed =
        own.get().identityKey().equals(root.identity())
            && own.get().wireGuardKey().equals(root.wireGuardKey())
            && joined.addresses().contains(own.get().address());
    return asAgreed
        ? new FirstRoster.Outcome.Listed(list)
        : new FirstRoster.Outcome.Refused(
            "the roster gives this relay other keys or another address than was agreed");
  }

  private void welcome(PeerList list, Relay own, List<Endpoint> listen) {
    terminal.say("joined mesh %s as relay %s".formatted(list.mesh().name(), own.name()));
    terminal.say("  address in the mesh: " + own.address());
    terminal.say("  sites are told to reach it at: " + own.endpoints());
    terminal.say("  it will listen at: " + listen + " (UDP)");
    terminal.say("next: filigree relay");
  }
}
