package io.filigree.edge.doctor;

import io.filigree.edge.agent.Heals;
import io.filigree.edge.agent.Nat;
import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.RelayLine;
import io.filigree.edge.agent.Remembered;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.doctor.Heard.Coordinator;
import io.filigree.edge.doctor.Heard.Echo;
import io.filigree.edge.host.Command;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ActualDevice;
import io.filigree.edge.plan.ActualLink;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.plan.ActualState;
import io.filigree.edge.plan.ActualTable;
import io.filigree.edge.plan.DesiredPeer;
import io.filigree.edge.plan.Difference;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.plan.FirstMove;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.IpFamily;
import io.filigree.edge.plan.KeptFile;
import io.filigree.edge.plan.NftTable;
import io.filigree.edge.plan.Operation;
import io.filigree.edge.plan.PeerView;
import io.filigree.edge.plan.Route;
import io.filigree.edge.plan.SiteView;
import io.filigree.edge.state.Enrolment;
import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TestSite;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A healthy site, 10.41.0.0/16 with the peer store-b at 10.42.0.0/16, and everything that was read
 * of its machine: fields and recorded outputs for a test to spoil.
 */
final class Clinic {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final InterfaceName NAME = new InterfaceName("filigree0");
  static final TestSite A = new TestMesh().site(1, "store-a");
  static final TestSite B = new TestMesh().site(2, "store-b");

  private static final int MTU = 1420;

  final java.nio.file.Path root;
  final java.nio.file.Path state;
  final Map<String, Outcome> programs = new HashMap<>();
  final Set<String> missing = new HashSet<>(Set.of("modprobe", "nmcli"));
  final Set<String> unresolved = new TreeSet<>();
  final List<Echo> echoes = new ArrayList<>();
  final List<StatusPage.Refused> refusals = new ArrayList<>();
  final List<RelayLine> relays = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  final List<Heals.Heal> heals = new ArrayList<>();
  final List<Failure> failures = new ArrayList<>();
  final Map<WireGuardPublicKey, ActualPeer> peers = new HashMap<>();
  final Map<Cidr, Route> routes;
  TestSite peer = B;
  Optional<ActualLink> link;
  Optional<WireGuardPublicKey> key = Optional.of(A.key());
  int listenPort = 51_871;
  boolean deviceReadable = true;
  Optional<ActualTable> table;
  Coordinator coordinator = new Coordinator(Optional.empty(), Optional.of(NOW));
  Remembered remembered = new Remembered.Nothing();
  Optional<Instant> rightTime = Optional.of(NOW.minusSeconds(600));
  Path path = Path.DIRECT;
  Optional<Reach.Tried> tried = Optional.empty();
  Nat nat = Nat.unknown();
  Standing standing = Standing.MESHED;
  boolean runs = true;
  boolean joined = true;

  Clinic(java.nio.file.Path folder) {
    root = folder.resolve("root");
    state = folder.resolve("state");
    Meshed mesh = Meshed.of(view());
    link = Optional.of(new ActualLink(true, MTU, Set.copyOf(mesh.desired().addresses())));
    routes = new HashMap<>(mesh.desired().routes());
    peers.put(B.key(), answering(NOW.minusSeconds(30)));
    table = Optional.empty();
    table = Optional.of(rightTable());
    Recorded.healthy(this);
    stateFiles();
  }

  private void stateFiles() {
    try {
      Files.createDirectories(state);
      for (String name : List.of("identity.key", "wireguard.key", "filigree0.conf")) {
        write(state.resolve(name), "PublicKey = " + B.key().toBase64() + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(java.nio.file.Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
  }

  ActualPeer answering(Instant handshake) {
    return new ActualPeer(
        Set.copyOf(desiredPeer().allowedIps()),
        Optional.of(Endpoint.parse(B.endpoint())),
        Optional.of(handshake),
        1000,
        1000,
        25,
        false);
  }

  private DesiredPeer desiredPeer() {
    return Meshed.of(view()).desired().peers().values().iterator().next();
  }

  SiteView view() {
    return new SiteView(
        A.record(), A.wireGuard(), NAME.value(), 51_871, true, List.of(), List.of(peerView()));
  }

  private PeerView peerView() {
    Optional<Endpoint> endpoint =
        Optional.of(Endpoint.parse(peer.endpoint())).filter(at -> at.address().isPresent());
    return new PeerView(
        peer.record(), Optional.of(peer.facts(1)), endpoint, 25, FirstMove.START, false);
  }

  /** The table as {@code run} makes it. */
  ActualTable rightTable() {
    for (Operation operation : Difference.between(Meshed.of(view()).desired(), actual())) {
      if (operation instanceof Operation.ReplaceTable replace) {
        NftTable fresh = replace.table();
        Map<String, Set<Cidr>> elements =
            fresh.sets().stream()
                .filter(set -> !set.meter())
                .collect(
                    Collectors.toMap(NftTable.NftSet::name, set -> Set.copyOf(set.elements())));
        return new ActualTable(fresh.shape(), elements, Map.of());
      }
    }
    throw new IllegalStateException("run would make no table");
  }

  private ActualState actual() {
    return new ActualState(
        NOW,
        link,
        link.filter(there -> deviceReadable)
            .map(there -> new ActualDevice(key, listenPort, 0, peers)),
        routes,
        Set.of(),
        table,
        List.of(),
        EnumSet.allOf(IpFamily.class),
        KeptFile.AS_WRITTEN,
        1500,
        false,
        failures);
  }

  /** What a program prints. */
  Clinic prints(String command, String out) {
    programs.put(command, new Outcome(0, out, ""));
    return this;
  }

  /** What it complains about when it fails. */
  Clinic fails(String command, String err) {
    programs.put(command, new Outcome(1, "", err));
    return this;
  }

  /** A file of the machine. */
  Clinic file(String path, String text) {
    try {
      java.nio.file.Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome run(Command command) {
    if (missing.contains(command.tool())) {
      return new Outcome(127, "", command.tool() + " is not installed");
    }
    String words = String.join(" ", command.argv());
    return programs.getOrDefault(words, new Outcome(0, "", ""));
  }

  Patient patient() {
    return new Patient(
        new Machine(this::run, root),
        NOW,
        NAME,
        51_871,
        actual(),
        new Heard(unresolved, Optional.of(coordinator), echoes),
        joined ? Optional.of(joined()) : Optional.empty());
  }

  private Joined joined() {
    Enrolment.Options options = new Enrolment.Options(NAME.value(), 51_871, List.of(), true, true);
    return new Joined(
        state,
        options,
        remembered,
        rightTime,
        Optional.of(LeftPage.by(this)),
        runs,
        Optional.of(Meshed.of(view())));
  }

  /** All that all checks find. */
  Diagnosis examine() {
    return new Doctor(this::patient).look(patient());
  }

  /** The ids of all that is found. */
  List<String> found() {
    return examine().findings().stream().map(Finding::id).toList();
  }

  /** The one thing that is found. */
  Finding only() {
    List<Finding> findings = examine().findings();
    if (findings.size() != 1) {
      throw new AssertionError("not one finding, but " + findings);
    }
    return findings.getFirst();
  }

  /** An echo's answer. */
  Clinic echo(String from, String seen) {
    echoes.add(
        new Echo(
            "store-b",
            IpAddress.parse(from),
            Optional.of(seen).filter(s -> !s.isEmpty()).map(IpAddress::parse)));
    return this;
  }
}
