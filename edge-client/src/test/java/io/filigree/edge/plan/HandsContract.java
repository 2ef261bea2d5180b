package io.filigree.edge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hands promise, whatever machine they work on. */
public abstract class HandsContract {
  /** What somebody may do to a machine behind our back, and what its heal is called. */
  protected enum Damage {
    ROUTE_DELETED("route 10.2.0.0/16"),
    ROUTE_CHANGED("changed route 10.2.0.0/16"),
    ROUTE_TAKEN_OVER("changed route 10.2.0.0/16"),
    STRAY_ROUTE_OF_OURS("stray route 10.99.0.0/16"),
    UNREACHABLE_ROUTE_DELETED("route 10.3.0.0/16"),
    UNREACHABLE_ROUTE_LIFTED("changed route 10.3.0.0/16"),
    STRAY_UNREACHABLE_ROUTE("stray route 10.99.0.0/16"),
    PEER_DELETED("peer FIRST"),
    STRAY_PEER("stray peer *"),
    ALLOWED_IPS_CHANGED("allowed-ips of peer FIRST"),
    ENDPOINT_CHANGED("endpoint of peer FIRST"),
    KEEPALIVE_OFF("keepalive of peer FIRST"),
    PRESHARED_KEY_SET("preshared key of peer FIRST"),
    PRIVATE_KEY_CHANGED("private key"),
    PORT_CHANGED("listen port 51871"),
    MARK_SET("firewall mark 0x77 of the interface"),
    ADDRESS_DELETED("address 100.100.0.1/32"),
    STRAY_ADDRESS("stray address 10.9.9.9/24"),
    LINK_DOWN("link up"),
    MTU_CHANGED("mtu 1420"),
    INTERFACE_DELETED("interface filigree0"),
    DAEMON_KILLED("interface filigree0"),
    TABLE_DELETED("firewall table filigree_filigree0"),
    TABLE_ASLEEP("*firewall table filigree_filigree0"),
    RULE_DELETED("missing rule in chain from_tunnel of firewall table filigree_filigree0"),
    STRAY_RULE("stray rule in chain from_tunnel of firewall table filigree_filigree0"),
    SET_EMPTIED("4 elements of firewall set remote4"),
    ELEMENT_DELETED("element 10.2.0.0/16 of firewall set remote4"),
    STRAY_ELEMENT("stray element 192.168.0.0/16 of firewall set exported4"),
    STRAY_INTERVAL("changed sets of firewall table filigree_filigree0"),
    FORWARD_RULE_DELETED("rule * the tunnel in chain FORWARD (IPv4)"),
    FORWARDING_OFF("forwarding of IPv4"),
    FORWARDING6_OFF("forwarding of IPv6"),
    FILE_DELETED("missing wg-quick file"),
    FILE_EDITED("changed wg-quick file");

    private final String heal;

    Damage(String heal) {
      this.heal = heal;
    }

    /** FIRST stands for the first peer's key, a star for anything. */
    boolean isHealedBy(Operation operation, DesiredPeer first) {
      String name = heal.replace("FIRST", first.key().toString());
      int star = name.indexOf('*');
      String said = operation.describe();
      return star < 0
          ? said.equals(name)
          : said.startsWith(name.substring(0, star)) && said.endsWith(name.substring(star + 1));
    }
  }

  protected final WireGuardPrivateKey key = WireGuardPrivateKey.generate();
  protected final DesiredPeer first = Meshes.peer(2);
  protected final DesiredPeer second = Meshes.peer(3);
  protected final DesiredState desired = Meshes.down(Meshes.site(1, key, first, second), second);

  protected abstract Hands hands();

  /** Makes the host drop what it forwards, as Docker and ufw do. */
  protected abstract void dropForwarded();

  protected abstract void spoil(Damage damage);

  @Test
  void firstApplyMakesEverything() {
    ApplyReport report = apply(desired);

    assertThat(report.failures()).isEmpty();
    assertThat(report.changed()).isNotEmpty();
    assertRight(desired);
  }

  @Test
  void secondApplyChangesNothing() {
    apply(desired);

    assertThat(apply(desired)).isEqualTo(ApplyReport.NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void damageIsHealedAndNamed(Damage damage) {
    dropForwarded();
    apply(desired);
    ActualState right = hands().observe();
    spoil(damage);
    ActualState found = hands().observe();

    ApplyReport report = hands().apply(desired, found);

    assertThat(report.failures()).isEmpty();
    assertThat(Drift.healed(report.changed(), desired, desired, right, found))
        .isNotEmpty()
        .allMatch(operation -> damage.isHealedBy(operation, first));
    assertRight(desired);
    assertThat(apply(desired)).isEqualTo(ApplyReport.NOTHING);
  }

  @Test
  void peersComeAndGo() {
    apply(desired);
    DesiredPeer third = Meshes.peer(4);
    DesiredState other = Meshes.site(1, key, second, third);

    ApplyReport report = apply(other);

    assertThat(report.failures()).isEmpty();
    assertThat(report.changed()).noneMatch(o -> o.describe().contains(second.key().toString()));
    assertThat(hands().observe().device().orElseThrow().peers())
        .containsOnlyKeys(second.key(), third.key());
    assertRight(other);
  }

  @Test
  void aPeerGoesDownAndComesBackByOneChangeOfEachOfItsRoutes() {
    DesiredState up = Meshes.site(1, key, first, second);
    apply(up);

    assertThat(apply(desired).changed())
        .extracting(Operation::describe)
        .containsExactlyInAnyOrder("changed route 10.3.0.0/16", "changed route fd00:3::/48");
    assertRight(desired);
    assertThat(apply(up).failures()).isEmpty();
    assertRight(up);
  }

  @Test
  void peersAreAmendedWithoutALook() {
    apply(Meshes.site(1, key, first, second));
    DesiredPeer rekeyed = Meshes.peer(2);

    ApplyReport report =
        hands()
            .amend(List.of(new Operation.RemovePeer(first.key()), PeerDifference.ofNew(rekeyed)));

    assertThat(report.failures()).isEmpty();
    assertThat(report.changed()).hasSize(2);
    assertRight(Meshes.site(1, key, rekeyed, second));
  }

  @Test
  void rangeMovesFromOnePeerToAnother() {
    apply(desired);
    Cidr moving = first.allowedIps().getFirst();
    DesiredPeer loser = with(first, moving, false);
    DesiredPeer winner = with(second, moving, true);

    assertThat(apply(Meshes.site(1, key, winner, loser)).failures()).isEmpty();

    assertThat(hands().observe().device().orElseThrow().peers())
        .hasEntrySatisfying(winner.key(), peer -> assertThat(peer.allowedIps()).contains(moving));
    assertRight(Meshes.site(1, key, winner, loser));
  }

  @Test
  void hostThatDropsGetsTwoTaggedRulesPerFamilyAndLosesThemWithTheFirewall() {
    dropForwarded();
    apply(desired);
    assertThat(hands().observe().forward())
        .allSatisfy(chain -> assertThat(chain.rules()).hasSize(2));

    apply(Meshes.withoutFirewall(desired));

    ActualState actual = hands().observe();
    assertThat(actual.table()).isEmpty();
    assertThat(actual.forward()).allSatisfy(chain -> assertThat(chain.rules()).isEmpty());
  }

  @Test
  void removalLeavesNothingAndCanBeRepeated() {
    dropForwarded();
    apply(desired);

    assertThat(hands().removeAll().failures()).isEmpty();

    ActualState actual = hands().observe();
    assertThat(actual.link()).isEmpty();
    assertThat(actual.routes()).isEmpty();
    assertThat(actual.table()).isEmpty();
    assertThat(actual.forward()).allSatisfy(chain -> assertThat(chain.rules()).isEmpty());
    assertThat(hands().removeAll()).isEqualTo(ApplyReport.NOTHING);
  }

  protected final ApplyReport apply(DesiredState state) {
    return hands().apply(state, hands().observe());
  }

  private void assertRight(DesiredState state) {
    assertThat(Difference.between(state, hands().observe())).as("still to do").isEmpty();
  }

  private static DesiredPeer with(DesiredPeer peer, Cidr range, boolean present) {
    var ranges = new ArrayList<>(peer.allowedIps());
    ranges.remove(range);
    if (present) {
      ranges.add(range);
    }
    return new DesiredPeer(peer.key(), ranges, peer.endpoint(), peer.keepalive(), peer.firstMove());
  }
}
