package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.doctor.FilterTable.Verdict;
import io.filigree.protocol.net.IpAddress;
import org.junit.jupiter.api.Test;

class FilterTableTest {
  private static final Packet OUT = forwarded("cni0", "filigree0", "10.41.0.5", "10.42.0.5");
  private static final Packet IN = forwarded("filigree0", "cni0", "10.42.0.5", "10.41.0.5");

  /** Docker 20.10's, as it leaves them on a fresh host. */
  static final String DOCKER =
      """
      -P INPUT ACCEPT
      -P FORWARD DROP
      -P OUTPUT ACCEPT
      -N DOCKER
      -N DOCKER-ISOLATION-STAGE-1
      -N DOCKER-ISOLATION-STAGE-2
      -N DOCKER-USER
      -A FORWARD -j DOCKER-USER
      -A FORWARD -j DOCKER-ISOLATION-STAGE-1
      -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A FORWARD -o docker0 -j DOCKER
      -A FORWARD -i docker0 ! -o docker0 -j ACCEPT
      -A FORWARD -i docker0 -o docker0 -j ACCEPT
      -A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2
      -A DOCKER-ISOLATION-STAGE-1 -j RETURN
      -A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP
      -A DOCKER-ISOLATION-STAGE-2 -j RETURN
      -A DOCKER-USER -j RETURN
      """;

  /** ufw's, reduced to what a new UDP packet for this machine passes. */
  static final String UFW =
      """
      -P INPUT DROP
      -P FORWARD DROP
      -P OUTPUT ACCEPT
      -N ufw-before-input
      -N ufw-before-forward
      -N ufw-not-local
      -N ufw-user-input
      -N ufw-user-forward
      -A INPUT -j ufw-before-input
      -A FORWARD -j ufw-before-forward
      -A ufw-before-input -i lo -j ACCEPT
      -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A ufw-before-input -m conntrack --ctstate INVALID -j DROP
      -A ufw-before-input -p icmp -m icmp --icmp-type 8 -j ACCEPT
      -A ufw-before-input -p udp -m udp --sport 67 --dport 68 -j ACCEPT
      -A ufw-before-input -j ufw-not-local
      -A ufw-before-input -j ufw-user-input
      -A ufw-before-forward -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A ufw-before-forward -j ufw-user-forward
      -A ufw-not-local -m addrtype --dst-type LOCAL -j RETURN
      -A ufw-not-local -m addrtype --dst-type MULTICAST -j RETURN
      -A ufw-not-local -m limit --limit 3/min --limit-burst 10 -j LOG
      -A ufw-not-local -j DROP
      """;

  @Test
  void flannelAcceptsItsOwnPods() {
    String drops = Recorded.K3S_RULES.replace("-P FORWARD ACCEPT", "-P FORWARD DROP");

    assertThat(judge(drops, OUT)).isInstanceOf(Verdict.Passes.class);
    assertThat(judge(drops, IN)).isInstanceOf(Verdict.Passes.class);
    assertThat(judge(drops, forwarded("a", "b", "10.7.0.1", "10.8.0.1")))
        .isEqualTo(new Verdict.Unwanted(false));
  }

  @Test
  void dockerWantsNothingOfOursUntilItsUserChainDoes() {
    assertThat(judge(DOCKER, OUT)).isEqualTo(new Verdict.Unwanted(false));

    String accept = " -m comment --comment filigree -j ACCEPT\n-A DOCKER-USER ";
    String ours =
        DOCKER.replace(
            "-A DOCKER-USER -j RETURN",
            "-A DOCKER-USER -o filigree0" + accept + "-i filigree0" + accept + "-j RETURN");
    assertThat(judge(ours, OUT)).isInstanceOf(Verdict.Passes.class);
    assertThat(judge(ours, IN)).isInstanceOf(Verdict.Passes.class);
  }

  @Test
  void ruleMadeForThePacketIsNamed() {
    String rule = "-A FORWARD -d 10.42.0.0/16 -j REJECT --reject-with icmp-port-unreachable";

    assertThat(judge("-P FORWARD ACCEPT\n" + rule + "\n", OUT))
        .isEqualTo(new Verdict.Dropped(FilterRule.of(rule)));
    assertThat(judge("-P FORWARD ACCEPT\n" + rule + "\n", IN)).isInstanceOf(Verdict.Passes.class);
  }

  @Test
  void rejectAtTheEndIsAPolicy() {
    assertThat(judge("-P FORWARD ACCEPT\n-A FORWARD -j REJECT --reject-with x\n", OUT))
        .isEqualTo(new Verdict.Unwanted(false));
  }

  @Test
  void negationsWildcardsAndCommentsAreRead() {
    String rules =
        """
        -P FORWARD DROP
        -A FORWARD ! -i cni+ -j DROP
        -A FORWARD -s 10.41.0.0/16 ! -d 192.168.0.0/16 -m comment --comment "two -j words" -j ACCEPT
        """;

    assertThat(judge(rules, OUT)).isInstanceOf(Verdict.Passes.class);
    assertThat(judge(rules, IN)).isInstanceOf(Verdict.Dropped.class);
  }

  @Test
  void ufwAdmitsThePortOnlyWhereItWasAllowed() {
    assertThat(input(UFW)).isEqualTo(new Verdict.Unwanted(false));
    String allow = "-A ufw-user-input -p udp -m multiport --dports 53,51000:52000 -j ACCEPT\n";
    assertThat(input(UFW + allow)).isInstanceOf(Verdict.Passes.class);
    // The guide's rule: the outer source is never inside the mesh.
    String inner = "-A ufw-user-input -s 10.100.0.0/16 -p udp -m udp --dport 51871 -j ACCEPT\n";
    assertThat(input(UFW + inner)).isEqualTo(new Verdict.Unwanted(false));
  }

  @Test
  void limitOnAcceptIsSeenForWhatItIs() {
    String guide =
        """
        -P INPUT ACCEPT
        -A INPUT -p udp -m udp --dport 51871 -m limit --limit 10/min -j ACCEPT
        -A INPUT -j DROP
        """;
    assertThat(input(guide)).isEqualTo(new Verdict.Unwanted(true));
  }

  @Test
  void conditionsThatAreNotUnderstoodMatchNothing() {
    assertThat(judge("-P FORWARD ACCEPT\n-A FORWARD -m time --timestart 01:00 -j DROP\n", OUT))
        .isInstanceOf(Verdict.Passes.class);
  }

  private static Verdict judge(String rules, Packet packet) {
    return FilterTable.parse(rules).judge("FORWARD", packet);
  }

  private static Verdict input(String rules) {
    IpAddress somebody = IpAddress.parse("192.0.2.1");
    return FilterTable.parse(rules)
        .judge("INPUT", new Packet("eth0", "", somebody, somebody, "udp", 51_871));
  }

  private static Packet forwarded(String in, String out, String from, String to) {
    return new Packet(in, out, IpAddress.parse(from), IpAddress.parse(to), "tcp", 8080);
  }
}
