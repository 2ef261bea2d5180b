package io.filigree.edge.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.IpFamily;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kernel's switches and its clock, on a machine that exists only in memory. */
class ForwardingTest {
  private final Map<String, String> files = new HashMap<>();
  private final List<String> ran = new ArrayList<>();

  private final Commands commands =
      new Commands() {
        @Override
        public Outcome run(Command command) {
          ran.add(String.join(" ", command.argv()));
          return new Outcome(0, "", "");
        }

        @Override
        public Optional<String> read(Path file) {
          return Optional.ofNullable(files.get(file.toString()));
        }
      };

  @Test
  void lookingStartsNoProcess() {
    files.put("/proc/sys/net/ipv4/ip_forward", "1\n");

    assertThat(new Forwarding(commands).observe()).containsExactly(IpFamily.V4);
    assertThat(ran).isEmpty();
  }

  @Test
  void routerAdvertisementsAreKeptWhereTheyWereHeard() {
    files.put("/proc/sys/net/ipv6/conf/eth0.100/accept_ra", "1\n");
    files.put("/proc/sys/net/ipv6/conf/cni0/accept_ra", "0\n");

    new Forwarding(commands).enable(IpFamily.V6, List.of("eth0.100", "cni0"));

    assertThat(ran)
        .containsExactly(
            "sysctl -qew net/ipv6/conf/eth0.100/accept_ra=2",
            "sysctl -qw net/ipv6/conf/all/forwarding=1");
  }

  @Test
  void theClockIsSetToTheSecond() {
    new SystemClock(commands).set(Instant.parse("2026-11-24T12:00:00.9Z"));

    assertThat(ran).containsExactly("date -u -s @1795521600");
  }
}
