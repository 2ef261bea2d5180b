package io.filigree.edge.hands;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.DesiredPeer;
import io.filigree.edge.plan.Hands;
import io.filigree.edge.plan.HandsContract;
import io.filigree.edge.plan.Meshes;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real machine, or what looks like one: a network namespace. */
class LinuxHandsIT extends HandsContract {
  @TempDir private Path directory;
  private Namespace machine;
  private Recorder recorder;
  private Hands hands;

  @BeforeAll
  static void isPossible() {
    Privileged.orSkip();
  }

  @BeforeEach
  void startMachine() {
    machine = new Namespace("one", directory);
    recorder = new Recorder(machine.commands());
    hands =
        new LinuxHands(
            recorder,
            Meshes.NAME,
            directory.resolve("run"),
            directory.resolve("filigree0.conf"),
            InstantSource.system());
  }

  @AfterEach
  void stopMachine() {
    Namespace.stop(machine);
  }

  @Override
  protected Hands hands() {
    return hands;
  }

  @Override
  protected void dropForwarded() {
    machine.run("iptables", "-P", "FORWARD", "DROP");
    machine.run("ip6tables", "-P", "FORWARD", "DROP");
  }

  @Test
  void passWithNothingToDoRunsNoChangingCommand() {
    apply(desired);
    assertThat(recorder.takeChanging()).isNotEmpty();

    recorder.takeAll();
    apply(desired);

    assertThat(recorder.takeChanging()).isEmpty();
    // Two for the network, WireGuard, the table, and one per family that is forwarded.
    assertThat(recorder.takeAll()).hasSize(6);
  }

  @Test
  void manyPeersTakeFewCommands() {
    DesiredPeer[] peers =
        IntStream.range(2, 202).mapToObj(Meshes::peer).toArray(DesiredPeer[]::new);

    assertThat(apply(Meshes.site(1, key, peers)).failures()).isEmpty();

    assertThat(recorder.takeChanging()).hasSizeLessThan(20);
    assertThat(hands.observe().device().orElseThrow().peers()).hasSize(200);
  }

  @Test
  void secretsAreInNoArgumentAndInNoFileThatOthersRead() throws IOException {
    apply(desired);

    assertThat(recorder.takeChanging()).noneMatch(command -> command.contains(key.toBase64()));
    Path file = directory.resolve("filigree0.conf");
    assertThat(Files.readString(file)).contains(key.toBase64());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.resolve("run")).isEmptyDirectory();
  }

  @Test
  void foreignRouteIsReportedAndLeftAlone() {
    apply(Meshes.site(1, key));
    machine.run("ip", "route", "add", "10.2.0.0/16", "dev", "lo");

    var report = apply(desired);

    assertThat(report.failures())
        .singleElement()
        .hasToString("route 10.2.0.0/16: RTNETLINK answers: File exists");
    assertThat(machine.run("ip", "route", "show", "10.2.0.0/16")).contains("dev lo");
    assertThat(hands.observe().routes()).hasSize(desired.routes().size() - 1);
  }

  @Test
  void portInUseIsOneFailureAndNotAThousand() {
    apply(desired);
    machine.run("ip", "link", "del", "filigree0");
    try (Namespace.Holder held = machine.holdUdpPort(51871)) {
      assertThat(held).isNotNull();
      assertThat(apply(desired).failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure.reason()).containsIgnoringCase("in use"));
    }

    assertThat(apply(desired).failures()).isEmpty();
  }

  @Test
  void keyChangeKeepsTheInterface() {
    apply(desired);
    String index = machine.run("cat", "/sys/class/net/filigree0/ifindex");
    WireGuardPrivateKey next = WireGuardPrivateKey.generate();

    assertThat(apply(Meshes.site(1, next, first, second)).failures()).isEmpty();

    assertThat(machine.run("wg", "show", "filigree0", "public-key").strip())
        .isEqualTo(next.publicKey().toBase64());
    assertThat(machine.run("cat", "/sys/class/net/filigree0/ifindex")).isEqualTo(index);
  }

  @Override
  protected void spoil(Damage damage) {
    String key = first.key().toBase64();
    switch (damage) {
      case ROUTE_DELETED -> ip("route del 10.2.0.0/16");
      case ROUTE_CHANGED -> ip("route change 10.2.0.0/16 dev filigree0 proto 171 mtu 1300");
      case ROUTE_TAKEN_OVER -> ip("route change 10.2.0.0/16 dev filigree0 mtu 1300");
      case STRAY_ROUTE_OF_OURS -> ip("route add 10.99.0.0/16 dev filigree0 proto 171");
      case UNREACHABLE_ROUTE_DELETED -> ip("route del unreachable 10.3.0.0/16");
      case UNREACHABLE_ROUTE_LIFTED -> ip("route replace 10.3.0.0/16 dev filigree0 proto 171");
      case STRAY_UNREACHABLE_ROUTE -> ip("route add unreachable 10.99.0.0/16 proto 171");
      case PEER_DELETED -> set("peer", key, "remove");
      case STRAY_PEER ->
          set(
              "peer",
              WireGuardPrivateKey.generate().publicKey().toBase64(),
              "allowed-ips",
              "10.99.0.0/16");
      case ALLOWED_IPS_CHANGED -> set("peer", key, "allowed-ips", "10.99.0.0/16");
      case ENDPOINT_CHANGED -> set("peer", key, "endpoint", "192.0.2.77:51871");
      case KEEPALIVE_OFF -> set("peer", key, "persistent-keepalive", "0");
      case PRESHARED_KEY_SET -> set("peer", key, "preshared-key", secret().toString());
      case PRIVATE_KEY_CHANGED -> set("private-key", "/dev/null");
      case PORT_CHANGED -> set("listen-port", "51999");
      case MARK_SET -> set("fwmark", "0x77");
      case ADDRESS_DELETED -> ip("address flush dev filigree0");
      case STRAY_ADDRESS -> ip("address add 10.9.9.9/24 dev filigree0");
      case LINK_DOWN -> ip("link set filigree0 down");
      case MTU_CHANGED -> ip("link set filigree0 mtu 1300");
      case INTERFACE_DELETED -> ip("link del filigree0");
      case DAEMON_KILLED -> machine.killAll();
      case FORWARD_RULE_DELETED -> machine.run("iptables", "-D", "FORWARD", "1");
      case FORWARDING_OFF -> machine.run("sysctl", "-qw", "net.ipv4.ip_forward=0");
      case FORWARDING6_OFF -> machine.run("sysctl", "-qw", "net.ipv6.conf.all.forwarding=0");
      case FILE_DELETED -> file("filigree0.conf", Files::delete);
      case FILE_EDITED -> file("filigree0.conf", conf -> Files.writeString(conf, "[Peer]\n"));
      default -> spoilTable(damage);
    }
  }

  private void spoilTable(Damage damage) {
    switch (damage) {
      case TABLE_DELETED -> machine.run("nft", "flush", "ruleset");
      case TABLE_ASLEEP -> nft("add table", "{ flags dormant; }");
      case RULE_DELETED -> nft("flush chain", "from_tunnel");
      case STRAY_RULE -> nft("insert rule", "from_tunnel accept");
      case SET_EMPTIED -> nft("flush set", "remote4");
      case ELEMENT_DELETED -> nft("delete element", "remote4 { 10.2.0.0/16 }");
      case STRAY_ELEMENT -> nft("add element", "exported4 { 192.168.0.0/16 }");
      case STRAY_INTERVAL -> nft("add element", "exported4 { 192.168.0.1-192.168.0.6 }");
      default -> throw new IllegalArgumentException(damage + " is no damage of a table");
    }
  }

  private void ip(String words) {
    machine.run(("ip " + words).split(" "));
  }

  private void nft(String verb, String rest) {
    machine.run("nft", verb + " inet filigree_filigree0 " + rest);
  }

  private Path secret() {
    String text = WireGuardPrivateKey.generate().toBase64();
    return file("secret", secret -> Files.writeString(secret, text));
  }

  /** Something done to a file. */
  private interface Doing {
    void with(Path file) throws IOException;
  }

  private Path file(String name, Doing doing) {
    Path file = directory.resolve(name);
    try {
      doing.with(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void set(String... arguments) {
    machine.run(
        Stream.concat(Stream.of("wg", "set", "filigree0"), Arrays.stream(arguments))
            .toArray(String[]::new));
  }
}
