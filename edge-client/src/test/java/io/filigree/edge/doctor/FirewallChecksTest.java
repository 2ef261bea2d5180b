package io.filigree.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.plan.ActualTable;
import io.filigree.edge.plan.TableShape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirewallChecksTest {
  private static final String MASQUERADE =
      """
      {"nftables": [{"table": {"family": "inet", "name": "early", "handle": 3}}, \
      {"rule": {"family": "inet", "table": "early", "chain": "post", "handle": 3, "expr": [\
      {"match": {"op": "==", "left": {"meta": {"key": "oifname"}}, "right": "%s"}}, \
      {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "saddr"}}, \
      "right": {"prefix": {"addr": "%s", "len": 16}}}}, {"masquerade": null}]}}]}\
      """;

  @TempDir private Path folder;
  private Clinic clinic;

  @BeforeEach
  void open() {
    clinic = new Clinic(folder);
  }

  @Test
  void whoeverMakesTheHostDropIsNamedWithThePlaceForOurRules() {
    clinic.prints(Recorded.IPTABLES, FilterTableTest.DOCKER);
    assertThat(clinic.only().id()).isEqualTo("docker-drops-forward");
    assertThat(clinic.only().fix())
        .isEqualTo(
            "iptables -I DOCKER-USER -i filigree0 -m comment --comment filigree -j ACCEPT; "
                + "iptables -I DOCKER-USER -o filigree0 -m comment --comment filigree -j ACCEPT");

    clinic.prints(
        Recorded.IPTABLES,
        "-P INPUT ACCEPT\n-P FORWARD DROP\n-N ufw-user-forward\n-A FORWARD -j ufw-user-forward\n");
    assertThat(clinic.only().id()).isEqualTo("ufw-drops-forward");

    clinic.prints(Recorded.IPTABLES, "-P INPUT ACCEPT\n-P FORWARD DROP\n");
    assertThat(clinic.only().id()).isEqualTo("forward-drops");
  }

  @Test
  void ruleBeforeOursThatDropsIsNamed() {
    clinic.prints(
        Recorded.IPTABLES,
        """
        -P FORWARD DROP
        -A FORWARD -i filigree0 -j DROP
        -A FORWARD -i filigree0 -m comment --comment filigree -j ACCEPT
        -A FORWARD -o filigree0 -m comment --comment filigree -j ACCEPT
        """);

    assertThat(clinic.only().id()).isEqualTo("forward-blocked");
    assertThat(clinic.only().what()).contains("-A FORWARD -i filigree0 -j DROP");
  }

  @Test
  void portThatTheHostDoesNotAdmitIsFound() {
    clinic.prints(
        Recorded.IPTABLES, "-P INPUT DROP\n-A INPUT -i lo -j ACCEPT\n-N ufw-user-input\n");
    assertThat(clinic.only().id()).isEqualTo("port-blocked");
    assertThat(clinic.only().fix()).isEqualTo("ufw allow 51871/udp");

    clinic.prints(
        Recorded.IPTABLES,
        """
        -P INPUT ACCEPT
        -A INPUT -p udp -m udp --dport 51871 -m limit --limit 10/min -j ACCEPT
        -A INPUT -j DROP
        """);
    assertThat(clinic.only().id()).isEqualTo("port-rate-limited");
  }

  @Test
  void firewalldIsSeenThoughIptablesShowsNothingOfIt() {
    clinic.prints(
        Recorded.CHAINS, and("firewalld", "filter_FORWARD", "filter", "forward", 10, "accept"));
    clinic.prints("nft list table inet firewalld", "table inet firewalld {\n reject\n}\n");
    assertThat(clinic.only().id()).isEqualTo("firewalld-drops-forward");
    assertThat(clinic.only().fix()).contains("--zone=trusted --add-interface=filigree0");

    clinic.prints(
        "nft list table inet firewalld",
        "  iifname \"filigree0\" goto filter_FWD_trusted\n reject\n");
    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void ownNftablesFirewallHasToAdmitThePort() {
    clinic.prints(Recorded.CHAINS, and("shop", "in", "filter", "input", 0, "drop"));
    clinic.prints("nft list table inet shop", "  tcp dport 22 accept\n  udp dport 53 accept\n");
    assertThat(clinic.only().id()).isEqualTo("port-blocked");
    assertThat(clinic.only().fix())
        .isEqualTo("nft insert rule inet shop in udp dport 51871 accept");

    clinic.prints("nft list table inet shop", "  udp dport { 53, 51800-51900 } accept\n");
    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void iptablesIsMissedOnlyWhereForwardDrops() {
    clinic.missing.add("iptables");
    assertThat(clinic.found()).isEmpty();

    clinic.prints(Recorded.CHAINS, Recorded.OWN_CHAINS.replaceFirst("accept", "drop"));
    assertThat(clinic.found()).containsExactly("iptables-missing");
  }

  @Test
  void tableThatIsGoneOrEditedIsFound() {
    clinic.table = Optional.empty();
    assertThat(clinic.found()).containsExactly("table-missing");

    ActualTable right = clinic.rightTable();
    clinic.table =
        Optional.of(
            new ActualTable(new TableShape(Map.of(), Map.of()), right.elements(), Map.of()));
    assertThat(clinic.found()).containsExactly("table-edited");

    clinic.table =
        Optional.of(
            new ActualTable(right.shape(), without(right.elements(), "exported4"), Map.of()));
    assertThat(clinic.found()).containsExactly("table-edited");

    clinic.table =
        Optional.of(new ActualTable(right.shape(), right.elements(), Map.of("flood", 9L)));
    assertThat(clinic.found()).isEmpty();
  }

  @Test
  void natBeforeOursCountsOnlyIfItCanConcernTheMesh() {
    clinic.prints(Recorded.CHAINS, and("early", "post", "nat", "postrouting", 50, "accept"));
    clinic.prints("nft -j list table inet early", MASQUERADE.formatted("filigree0", "10.41.0.0"));
    assertThat(clinic.found()).containsExactly("nat-before-ours");

    clinic.prints("nft -j list table inet early", MASQUERADE.formatted("eth0", "10.41.0.0"));
    assertThat(clinic.found()).isEmpty();
    clinic.prints("nft -j list table inet early", MASQUERADE.formatted("filigree0", "172.17.0.0"));
    assertThat(clinic.found()).isEmpty();

    clinic.prints(Recorded.CHAINS, and("early", "post", "nat", "postrouting", 100, "accept"));
    clinic.prints("nft -j list table inet early", MASQUERADE.formatted("filigree0", "10.41.0.0"));
    assertThat(clinic.found()).as("behind ours it comes too late").isEmpty();
  }

  private static String and(
      String table, String name, String type, String hook, int priority, String policy) {
    return Recorded.OWN_CHAINS.strip().replaceFirst("]}$", "")
        + """
        , {"chain": {"family": "inet", "table": "%s", "name": "%s", "handle": 1, "type": "%s", \
        "hook": "%s", "prio": %d, "policy": "%s"}}]}\
        """
            .formatted(table, name, type, hook, priority, policy);
  }

  private static Map<String, Set<io.filigree.protocol.net.Cidr>> without(
      Map<String, Set<io.filigree.protocol.net.Cidr>> elements, String set) {
    var changed = new java.util.HashMap<>(elements);
    changed.put(set, Set.of());
    return changed;
  }
}
