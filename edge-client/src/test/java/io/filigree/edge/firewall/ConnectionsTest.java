package io.filigree.edge.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ApplyReport;
import io.filigree.edge.plan.Operation.ForgetMasquerading;
import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final ForgetMasquerading FORGET =
      new ForgetMasquerading(
          List.of(Cidr.parse("10.42.0.0/16")), List.of(Cidr.parse("10.43.0.0/16")));

  private final List<String> ran = new ArrayList<>();

  @Test
  void onlyMasqueradedConnectionsBetweenBothRangesAreForgotten() {
    String masqueraded =
        "icmp 1 29 src=10.42.0.5 dst=10.43.0.5 type=8 id=1 "
            + "src=10.43.0.5 dst=100.100.0.1 type=0 id=1 mark=0 use=1\n";
    String untouched =
        "udp 17 29 src=10.42.0.6 dst=10.43.0.5 sport=1 dport=2 "
            + "src=10.43.0.5 dst=10.42.0.6 sport=2 dport=1 mark=0 use=1\n";
    String toTheInternet =
        "tcp 6 9 ESTABLISHED src=10.42.0.7 dst=192.0.2.9 sport=1 dport=2 "
            + "src=192.0.2.9 dst=192.0.2.1 sport=2 dport=1 [ASSURED] mark=0 use=1\n";

    ApplyReport report = forget(masqueraded + untouched + toTheInternet);

    assertThat(report.changed()).containsExactly(FORGET);
    assertThat(ran)
        .containsExactly(
            "conntrack -L -f ipv4 -n", "conntrack -D -f ipv4 -s 10.42.0.5 -d 10.43.0.5");
  }

  @Test
  void connectionToAServiceThatBecameARemotePodIsForgottenByItsOwnDestination() {
    forget(
        "tcp 6 9 SYN_SENT src=10.42.0.5 dst=10.96.0.10 sport=1 dport=2 [UNREPLIED] "
            + "src=10.43.0.5 dst=100.100.0.1 sport=2 dport=1 mark=0 use=1\n");

    assertThat(ran).last().isEqualTo("conntrack -D -f ipv4 -s 10.42.0.5 -d 10.96.0.10");
  }

  @Test
  void nothingToForgetIsNoChange() {
    assertThat(forget("")).isEqualTo(ApplyReport.NOTHING);
  }

  private ApplyReport forget(String listing) {
    var connections =
        new Connections((Command command) -> {
          ran.add(String.join(" ", command.argv()));
          return new Outcome(0, listing, "");
        });
    return connections.forget(FORGET);
  }
}
