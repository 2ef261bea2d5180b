package io.filigree.edge.hands;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.host.Command;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.DesiredPeer;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.FirstMove;
import io.filigree.edge.plan.Meshes;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two sites with a real tunnel between them. */
abstract class TwoSites {
  private static final Pattern SUMMARY =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

  final WireGuardPrivateKey keyA = WireGuardPrivateKey.generate();
  final WireGuardPrivateKey keyB = WireGuardPrivateKey.generate();
  final DesiredPeer b = Meshes.peer(2, keyB.publicKey(), "198.18.0.2:51871");

  @TempDir Path directory;
  Namespace siteA;
  Namespace siteB;
  LinuxHands handsA;
  LinuxHands handsB;

  @BeforeAll
  static void isPossible() {
    Privileged.orSkip();
  }

  @BeforeEach
  void startSites() {
    siteA = new Namespace("a", directory);
    siteB = new Namespace("b", directory);
    Namespace.cable(siteA, "198.18.0.1/24", siteB, "198.18.0.2/24");
    handsA = hands(siteA);
    handsB = hands(siteB);
    DesiredPeer a = Meshes.peer(1, keyA.publicKey(), "198.18.0.1:51871");
    apply(handsB, Meshes.site(2, keyB, moving(a, FirstMove.WAIT)));
    apply(handsA, Meshes.site(1, keyA, b));
  }

  @AfterEach
  void stopFirst() {
    Namespace.stop(siteA);
  }

  /** In a method of its own: it runs even where the first cannot be stopped. */
  @AfterEach
  void stopSecond() {
    Namespace.stop(siteB);
  }

  LinuxHands hands(Namespace site) {
    return new LinuxHands(
        site.commands(),
        Meshes.NAME,
        directory.resolve("run"),
        directory.resolve(site.name() + ".conf"),
        InstantSource.system());
  }

  static ApplyReport apply(LinuxHands hands, DesiredState desired) {
    ApplyReport report = hands.apply(desired, hands.observe());
    assertThat(report.failures()).isEmpty();
    return report;
  }

  static DesiredPeer moving(DesiredPeer peer, FirstMove move) {
    return new DesiredPeer(peer.key(), peer.allowedIps(), peer.endpoint(), 25, move);
  }

  static void address(Namespace site, String address, String link) {
    site.run("ip", "link", "add", link, "type", "bridge");
    site.run("ip", "address", "add", address, "dev", link);
    site.run("ip", "link", "set", link, "up");
  }

  /** Sends pings 10 ms apart and says how many stayed unanswered for a second. */
  static int lost(Namespace from, String to, int count, String... options) {
    List<String> argv =
        new ArrayList<>(List.of("ping", "-n", "-i", "0.01", "-W", "1", "-c", "" + count));
    argv.addAll(List.of(options));
    argv.add(to);
    String out = from.commands().run(Command.of(argv)).out();
    Matcher summary = SUMMARY.matcher(out);
    assertThat(summary.find()).as(out).isTrue();
    return Integer.parseInt(summary.group(1)) - Integer.parseInt(summary.group(2));
  }
}
