package io.filigree.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filigree.systemtests.measure.Ping;
import io.filigree.systemtests.measure.ProbeReport;
import io.filigree.systemtests.measure.Probes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsLab
class LabIT {

  @Test
  void nothingIsLeftBehindWhenTheWorkFails() {
    Lab lab = Lab.open();
    ChildProcess[] inside = new ChildProcess[1];
    assertThatThrownBy(
            () -> {
              try (lab) {
                inside[0] = sleeper(lab.build(SitePlan.store("store-a", 42)));
                assertThat(traces(lab.prefix())).isNotEmpty();
                throw new IllegalStateException("the work fails");
              }
            })
        .hasMessage("the work fails");
    assertThat(traces(lab.prefix())).isEmpty();
    assertThat(inside[0].alive()).isFalse();
    assertThat(lab.directory()).doesNotExist();
  }

  @Test
  void aLabThatIsNotClosedIsRemovedWhenItsProcessIsTerminated(@TempDir Path folder) {
    ChildProcess abandoned =
        ChildProcess.start(folder.resolve("log"), Map.of(), AbandonedLab.command());
    assertThat(Wait.upTo(Duration.ofSeconds(20), () -> abandoned.output().contains("\n"))).isTrue();
    String prefix = abandoned.output().strip();
    assertThat(traces(prefix)).isNotEmpty();
    abandoned.stop();
    assertThat(traces(prefix)).isEmpty();
  }

  @Test
  void aPodThatLeavesItsSiteLosesItsAddressToFlannel() {
    try (Lab lab = Lab.open();
        Probes probes = new Probes()) {
      SiteBox a = lab.build(SitePlan.store("store-a", 42));
      SiteBox b = lab.build(SitePlan.store("store-b", 43));
      a.gateway().sysctl("net.ipv4.ip_forward", "1");
      probes.answerIn(b.gateway());
      assertThat(new Ping(a.pod(), a.podAddress(), b.publicAddress()).ask())
          .hasValueSatisfying(answer -> assertThat(answer.seen()).isEqualTo(a.publicAddress()));
    }
  }

  @Test
  void aSitesOwnRunFolderIsNotItsNeighbours() {
    try (Lab lab = Lab.open()) {
      SiteBox a = lab.build(SitePlan.store("store-a", 42));
      SiteBox b = lab.build(SitePlan.store("store-b", 43));
      a.command("touch", "/run/wireguard/mine").run();
      assertThat(a.run().resolve("wireguard/mine")).exists();
      assertThat(b.command("ls", "/run/wireguard").run()).isEmpty();
      assertThat(Path.of("/run/wireguard/mine")).doesNotExist();
    }
  }

  @Test
  void aRebootKeepsTheDiskAndNothingElse() {
    try (Lab lab = Lab.open()) {
      SiteBox a = lab.build(SitePlan.store("store-a", 42));
      SiteBox b = lab.build(SitePlan.store("store-b", 43));
      Folder.write(a.directory().resolve("state/kept"), "");
      a.command("touch", "/run/wireguard/gone").run();
      a.gateway().ip("route add 10.43.0.0/16 via " + b.publicAddress());
      ChildProcess inside = sleeper(a);
      lab.reboot(a);
      assertThat(inside.alive()).isFalse();
      assertThat(a.directory().resolve("state/kept")).exists();
      assertThat(a.command("ls", "/run/wireguard").run()).isEmpty();
      assertThat(a.command("ip", "route").run()).doesNotContain("10.43.0.0/16");
      assertThat(new Ping(a.gateway(), a.publicAddress(), b.publicAddress()).icmp()).isPresent();
    }
  }

  @Test
  void namesAreKnownUntilTheyAreForgotten() {
    try (Lab lab = Lab.open()) {
      SiteBox a = lab.build(SitePlan.store("store-a", 42));
      a.learnName("shop.example", "198.18.0.99");
      assertThat(a.command("getent", "hosts", "shop.example").run()).contains("198.18.0.99");
      a.forgetNames();
      assertThat(a.command("getent", "hosts", "shop.example").attempt().succeeded()).isFalse();
    }
  }

  @Test
  void aFullDiskTakesNothingUntilItIsFreed() throws IOException {
    Lab lab = Lab.open();
    try (lab) {
      SiteBox a = lab.build(SitePlan.store("store-a", 42));
      SmallDisk disk = a.smallDisk(a.directory().resolve("state"));
      disk.fill();
      Path file = a.directory().resolve("state/file");
      assertThatThrownBy(() -> Files.writeString(file, "x")).hasMessageContaining("No space left");
      disk.free();
      assertThat(Files.writeString(file, "x")).hasSize(1);
    }
    assertThat(traces(lab.prefix())).isEmpty();
  }

  @Test
  void theLanAndTheOutsiderReachTheGateway() {
    try (Lab lab = Lab.open()) {
      SiteBox a = lab.build(SitePlan.store("store-a", 42));
      Lan lan = a.buildLan();
      Outsider outsider = lab.outsider(50);
      assertThat(new Ping(lan.machine(), lan.address(), lan.gatewayAddress()).icmp()).isPresent();
      assertThat(outsider.addresses()).hasSize(50).doesNotHaveDuplicates();
      assertThat(
              new Ping(outsider.namespace(), outsider.addresses().getLast(), a.publicAddress())
                  .icmp())
          .isPresent();
    }
  }

  @Test
  void probesCountWhatACutLineLoses() {
    try (Lab lab = Lab.open();
        Probes probes = new Probes()) {
      SiteBox a = lab.build(SitePlan.store("store-a", 42));
      SiteBox b = lab.build(SitePlan.store("store-b", 43));
      SiteBox c = lab.build(SitePlan.store("store-c", 44));
      probes.answerIn(b.gateway());
      probes.answerIn(c.gateway());
      probes.add("a to b", a.gateway(), a.publicAddress(), b.publicAddress());
      probes.addControl(a.gateway(), a.publicAddress(), c.publicAddress());
      probes.start();
      Wait.upTo(Duration.ofMillis(500), () -> false);
      b.gateway().ip("link set eth0 down");
      Wait.upTo(Duration.ofMillis(300), () -> false);
      b.gateway().ip("link set eth0 up");
      Wait.upTo(Duration.ofMillis(500), () -> false);
      ProbeReport report = probes.stop();
      assertThat(report.lost()).isBetween(25, 60);
      assertThat(report.longestGap()).isGreaterThan(280);
      assertThat(report.excessGap()).as("over the control").isGreaterThan(50);
      assertThat(report.controls().getFirst().lost()).isZero();
    }
  }

  private static ChildProcess sleeper(SiteBox site) {
    Path log = site.directory().resolve("sleeper.log");
    return ChildProcess.start(log, Map.of(), site.inside("sleep", "600"));
  }

  /** All that is left of a lab on the host. */
  private static List<String> traces(String prefix) {
    return Stream.of(
            Command.of("ip", "netns"),
            Command.of("ip", "-br", "addr"),
            Command.of("ip", "route", "show", "table", "all"),
            Command.of("mount"),
            Command.of("ls", "/tmp"))
        .flatMap(command -> command.run().lines())
        .filter(line -> line.contains(prefix))
        .toList();
  }
}
