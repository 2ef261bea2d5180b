package io.filigree.edge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.net.Cidr;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hands promise, whatever machine they work on. */
public abstract class HandsContract {
  /** What somebody may do to a machine behind our back. */
  protected enum Damage {
    ROUTE_DELETED,
    STRAY_ROUTE_OF_OURS,
    PEER_DELETED,
    FOREIGN_PEER,
    ALLOWED_IPS_CHANGED,
    KEEPALIVE_OFF,
    PRIVATE_KEY_CHANGED,
    PORT_CHANGED,
    ADDRESS_DELETED,
    STRAY_ADDRESS,
    LINK_DOWN,
    MTU_CHANGED,
    INTERFACE_DELETED,
    TABLE_DELETED,
    RULE_DELETED,
    FOREIGN_RULE,
    SET_EMPTIED,
    FORWARD_RULE_DELETED,
    FORWARDING_OFF
  }

  protected final WireGuardPrivateKey key = WireGuardPrivateKey.generate();
  protected final DesiredPeer first = Meshes.peer(2);
  protected final DesiredPeer second = Meshes.peer(3);
  protected final DesiredState desired = Meshes.site(1, key, first, second);

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
  void damageIsHealed(Damage damage) {
    dropForwarded();
    apply(desired);
    spoil(damage);
    assertThat(Difference.between(desired, hands().observe())).as("seen").isNotEmpty();

    assertThat(apply(desired).failures()).isEmpty();

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
