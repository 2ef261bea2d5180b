package io.filigree.edge.hands;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.host.Follower;
import io.filigree.edge.plan.DesiredState;
import io.filigree.edge.plan.Meshes;
import io.filigree.edge.route.NetworkMonitor;
import io.filigree.protocol.key.WireGuardPrivateKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel tells of changes, on a real machine or what looks like one. */
class MonitorIT {
  private final NetworkMonitor monitor = new NetworkMonitor(Meshes.NAME);
  private final DesiredState desired =
      Meshes.site(1, WireGuardPrivateKey.generate(), Meshes.peer(2));
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @TempDir private Path directory;
  private Namespace machine;
  private Follower follower;

  @BeforeAll
  static void isPossible() {
    Privileged.orSkip();
  }

  @BeforeEach
  void startMachine() throws Exception {
    machine = new Namespace("one", directory);
    machine.run("ip", "link", "add", "other", "type", "bridge");
    LinuxHands hands =
        new LinuxHands(
            machine.commands(),
            Meshes.NAME,
            directory.resolve("run"),
            directory.resolve("filigree0.conf"),
            InstantSource.system());
    assertThat(hands.apply(desired, hands.observe()).failures()).isEmpty();
    follower = machine.commands().follow(NetworkMonitor.command());
    Thread.ofPlatform().daemon().start(this::listen);
    for (int mtu = 1300; heard.poll(100, TimeUnit.MILLISECONDS) == null; mtu++) {
      assertThat(mtu).as("it never listens").isLessThan(1399);
      machine.run("ip", "link", "set", "other", "mtu", "" + mtu);
    }
  }

  private void listen() {
    try {
      for (var line = follower.next(); line.isPresent(); line = follower.next()) {
        heard.add(line.get());
      }
    } catch (IOException closed) {
      heard.clear();
    }
  }

  /** Fails the test by being absent, after a while. */
  private String next() throws InterruptedException {
    return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "no line came");
  }

  @AfterEach
  void stopMachine() throws IOException {
    follower.close();
    Namespace.stop(machine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip route del 10.2.0.0/16",
        "ip route change 10.2.0.0/16 dev filigree0 mtu 1300",
        "ip address flush dev filigree0",
        "ip link set filigree0 down",
        "ip link set filigree0 mtu 1300",
        "ip link del filigree0",
        "sysctl -qw net.ipv4.ip_forward=0",
        "sysctl -qw net.ipv6.conf.all.forwarding=0"
      })
  void whatIsDoneToOursIsHeard(String words) throws InterruptedException {
    machine.run(words.split(" "));

    boolean concerned = false;
    while (!concerned) {
      concerned = monitor.concerns(next());
    }
  }

  @Test
  void whatConcernsOthersIsNotOurs() throws InterruptedException {
    machine.run("ip", "link", "set", "other", "up");
    machine.run("ip", "address", "add", "10.77.0.1/24", "dev", "other");
    machine.run("ip", "link", "set", "other", "mtu", "1399");

    String line = next();
    while (!line.contains("mtu 1399")) {
      assertThat(monitor.concerns(line)).as(line).isFalse();
      line = next();
    }
  }
}
