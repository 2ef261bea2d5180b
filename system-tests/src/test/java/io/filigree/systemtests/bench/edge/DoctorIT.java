package io.filigree.systemtests.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.NeedsLab;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the bench's thirty faults leave out. */
@NeedsLab
class DoctorIT {

  private static @Nullable Shops shops;
  private static List<Store> stores = List.of();

  @BeforeAll
  static void open() {
    shops = Shops.open();
    stores =
        shops.meshed(
            List.of(
                SitePlan.store("doc-a", 42).withIpv6(),
                SitePlan.store("doc-b", 43).withForwardDrop()));
  }

  @AfterAll
  static void close() {
    if (shops != null) {
      shops.close();
    }
  }

  @Test
  void healthySitesAreOneLineEach() {
    for (Store store : stores) {
      Command.Outcome outcome = store.edge().doctor("--strict");
      assertThat(outcome.output())
          .startsWith("healthy: " + store + " with 1 peers")
          .hasLineCount(1);
      assertThat(outcome.exitCode()).isZero();
    }
  }

  @Test
  void askingChangesNothing() throws IOException {
    Store store = stores.getFirst();
    store.edge().freeze();
    String before = everything(store);
    store.edge().doctor();
    String after = everything(store);
    store.edge().thaw();
    assertThat(after).isEqualTo(before);
  }

  @Test
  void machineThatIsNoSiteYetIsLookedAtAlone() {
    Store fresh = Objects.requireNonNull(shops).build(SitePlan.store("doc-new", 44));

    Command.Outcome outcome = fresh.edge().doctor();

    assertThat(outcome.output()).startsWith("healthy: a machine that is no site yet");
    assertThat(outcome.exitCode()).isZero();
    assertThat(fresh.edge().state()).doesNotExist();
  }

  @Test
  void faultsOfSiteAndTunnelAreFound() throws IOException {
    Patient patient = new Patient(stores.getFirst(), stores.getLast());
    patient.store().edge().freeze();
    try {
      for (Fault fault : faults(patient)) {
        assertThat(fault.examine(patient)).contains(fault.finding());
      }
    } finally {
      patient.store().edge().thaw();
    }
  }

  @Test
  void whatIsBrokenFailsTheCommandAndSaysWhatMendsIt() {
    Patient patient = new Patient(stores.getFirst(), stores.getLast());
    patient.store().edge().freeze();
    patient.run("sysctl -qw net.ipv4.ip_forward=0");
    Command.Outcome outcome = patient.store().edge().doctor();
    patient.run("sysctl -qw net.ipv4.ip_forward=1");
    patient.store().edge().thaw();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("[forwarding-v4-off]")
        .contains("   fix: sysctl -w net.ipv4.ip_forward=1");
  }

  private static List<Fault> faults(Patient patient) {
    Path state = patient.store().edge().state();
    Path resolvers = patient.store().box().directory().resolve("etc/resolv.conf");
    String name = WireGuard.INTERFACE;
    return List.of(
        Fault.disguised("peer-list-damaged", new ForgedState(patient.store()).damaged()),
        Fault.disguised("disk-full", fullDisk(state)),
        Fault.of(
            "state-permissions",
            () -> mode(state.resolve("wireguard.key"), "rw-r--r--"),
            () -> mode(state.resolve("wireguard.key"), "rw-------")),
        Fault.of(
            "resolver-in-mesh",
            () -> write(resolvers, "nameserver 10.43.0.10\n"),
            () -> write(resolvers, "nameserver 127.0.0.1\n")),
        Fault.of(
            "rp-filter-strict",
            () -> patient.run("sysctl -qw net.ipv4.conf." + name + ".rp_filter=1"),
            () -> patient.run("sysctl -qw net.ipv4.conf." + name + ".rp_filter=0")),
        Fault.of(
            "private-key-missing",
            () -> patient.run("wg set " + name + " private-key /dev/null"),
            patient::heal),
        Fault.of(
            "interface-down",
            () -> patient.run("ip link set dev " + name + " down"),
            patient::heal));
  }

  private static String fullDisk(Path state) {
    return """
    cp -a %1$s %1$s.copy && mount -t tmpfs -o size=512k,mode=0700 lab %1$s || exit
    cp -a %1$s.copy/. %1$s/ && head -c 1m /dev/zero >%1$s/filler 2>/dev/null
    """
        .formatted(state);
  }

  /** Everything that Filigree ever changes on a machine, and its state directory. */
  private static String everything(Store store) throws IOException {
    StringBuilder all = new StringBuilder(WireGuard.configuration(store.box()));
    for (List<String> command :
        List.of(
            List.of("nft", "-s", "list", "ruleset"),
            List.of("ip", "rule"),
            List.of("ip", "link"),
            List.of("sysctl", "-a", "-r", "forward|rp_filter|accept_ra"))) {
      all.append(store.box().command(command.toArray(String[]::new)).attempt().output());
    }
    try (var files = Files.walk(store.edge().state())) {
      for (Path file : files.sorted().toList()) {
        all.append(file).append(' ').append(Files.getLastModifiedTime(file)).append('\n');
      }
    }
    return all.toString();
  }

  private static void mode(Path file, String mode) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
