package io.filigree.edge.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.plan.ActualForward;
import io.filigree.edge.plan.ForwardRule;
import io.filigree.edge.plan.ForwardRule.Direction;
import io.filigree.edge.plan.ForwardRule.Place;
import io.filigree.edge.plan.InterfaceName;
import io.filigree.edge.plan.IpFamily;
import io.filigree.edge.plan.Operation.AddForwardRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForwardChainsTest {
  private static final InterfaceName NAME = new InterfaceName("filigree0");

  @Test
  void dockersOwnPlaceIsPreferred() {
    assertThat(read("-P FORWARD DROP\n-N DOCKER-USER\n-N ufw-user-forward\n"))
        .isEqualTo(new ActualForward(IpFamily.V4, true, Place.DOCKER_USER, Set.of()));
  }

  @Test
  void ufwsPlaceIsUsedWhereThereIsNoDocker() {
    assertThat(read("-P FORWARD DROP\n-N ufw-user-forward\n").place()).isEqualTo(Place.UFW);
  }

  @Test
  void chainThatEndsInRejectDropsToo() {
    ActualForward chain =
        read("-P FORWARD ACCEPT\n-A FORWARD -j REJECT --reject-with icmp-host-prohibited\n");

    assertThat(chain.drops()).isTrue();
    assertThat(chain.place()).isEqualTo(Place.FORWARD);
  }

  @Test
  void onlyOurRulesForOurInterfaceAreOurs() {
    String tagged = " -m comment --comment filigree -j ACCEPT\n";
    ActualForward chain =
        read(
            "-P FORWARD ACCEPT\n-A FORWARD -i filigree0"
                + tagged
                + "-A FORWARD -o filigree1"
                + tagged
                + "-A FORWARD -o filigree0 -j ACCEPT\n");

    assertThat(chain.drops()).isFalse();
    assertThat(chain.rules())
        .containsExactly(new ForwardRule(IpFamily.V4, Place.FORWARD, Direction.FROM_TUNNEL));
  }

  @Test
  void hostWithoutIptablesHasNoChains() {
    assertThat(
            new ForwardChains(command -> new Outcome(127, "", "missing"), NAME)
                .observe(EnumSet.allOf(IpFamily.class)))
        .isEmpty();
  }

  @Test
  void onlyFamiliesThatAreForwardedAreLookedAt() {
    List<String> ran = new ArrayList<>();
    var chains =
        new ForwardChains(
            command -> {
              ran.add(command.tool());
              return new Outcome(0, "", "");
            },
            NAME);

    chains.observe(EnumSet.of(IpFamily.V4));
    chains.observe(EnumSet.noneOf(IpFamily.class));

    assertThat(ran).containsExactly("iptables");
  }

  @Test
  void ruleIsPutFirstAndTagged() {
    List<Command> ran = new ArrayList<>();
    var chains =
        new ForwardChains(
            command -> {
              ran.add(command);
              return new Outcome(0, "", "");
            },
            NAME);

    chains.change(
        List.of(new AddForwardRule(new ForwardRule(IpFamily.V6, Place.UFW, Direction.TO_TUNNEL))));

    assertThat(ran)
        .extracting(command -> String.join(" ", command.argv()))
        .containsExactly(
            "ip6tables -w 5 -I ufw6-user-forward -o filigree0 "
                + "-m comment --comment filigree -j ACCEPT");
  }

  private static ActualForward read(String rules) {
    var chains =
        new ForwardChains(
            command -> new Outcome(command.tool().equals("iptables") ? 0 : 127, rules, ""), NAME);
    return chains.observe(EnumSet.allOf(IpFamily.class)).getFirst();
  }
}
