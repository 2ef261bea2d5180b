package io.filigree.controlplane.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.controlplane.plan.Wish;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTermsTest {

  private static final IdentityKey KEY = new IdentityKey(Ed25519PrivateKey.generate().publicKey());
  private static final Range PODS = range(RangeKind.POD, "10.42.0.0/16");
  private static final Range SERVICES = range(RangeKind.SERVICE, "10.96.0.0/16");

  @Test
  void boundTokenIsForItsSiteOnly() {
    TokenTerms terms = terms(Optional.of(new SiteName("store-a")), Set.of(), Map.of(), true);
    assertThat(terms.objectionTo(wish("store-a", List.of(), Map.of()))).isEmpty();
    assertThat(terms.objectionTo(wish("store-b", List.of(), Map.of())).orElseThrow())
        .contains("store-a");
  }

  @Test
  void ownRangesNeedTheTokensConsent() {
    JoinWish wish = wish("store-a", List.of(PODS), Map.of());
    assertThat(terms(Optional.empty(), Set.of(), Map.of(), true).objectionTo(wish)).isEmpty();
    assertThat(terms(Optional.empty(), Set.of(), Map.of(), false).objectionTo(wish)).isPresent();
  }

  @Test
  void plannedBlocksStayWithinTheTokensPoolsAndSizes() {
    TokenTerms terms =
        terms(Optional.empty(), EnumSet.of(RangeKind.POD), Map.of(RangeKind.POD, 20), true);
    assertThat(terms.objectionTo(wish("a", List.of(), Map.of(RangeKind.POD, 20)))).isEmpty();
    assertThat(terms.objectionTo(wish("a", List.of(), Map.of(RangeKind.POD, 24)))).isEmpty();
    assertThat(terms.objectionTo(wish("a", List.of(), Map.of(RangeKind.POD, 19)))).isPresent();
    assertThat(terms.objectionTo(wish("a", List.of(), Map.of(RangeKind.SERVICE, 24)))).isPresent();
  }

  @Test
  void tunnelAddressComesByItselfUnlessBrought() {
    assertThat(wish("a", List.of(PODS, SERVICES), Map.of()).blocks())
        .containsExactly(Wish.of(RangeKind.TUNNEL));
    assertThat(wish("a", List.of(range(RangeKind.TUNNEL, "10.9.9.9/32")), Map.of()).blocks())
        .isEmpty();
  }

  @Test
  void plannedPodsBringServicesAlong() {
    assertThat(wish("a", List.of(), Map.of(RangeKind.POD, 20)).blocks())
        .containsExactly(
            Wish.of(RangeKind.TUNNEL), Wish.of(RangeKind.POD, 20), Wish.of(RangeKind.SERVICE));
    assertThat(wish("a", List.of(SERVICES), Map.of(RangeKind.POD, 20)).blocks())
        .containsExactly(Wish.of(RangeKind.TUNNEL), Wish.of(RangeKind.POD, 20));
  }

  @Test
  void broughtPodsMeanTheDefaultServicesOfK3s() {
    assertThat(wish("a", List.of(PODS), Map.of()).own())
        .containsExactly(PODS, new Range(RangeKind.SERVICE, Cidr.parse("10.43.0.0/16"), false));
    assertThat(wish("a", List.of(PODS, SERVICES), Map.of()).own()).containsExactly(PODS, SERVICES);
    assertThat(wish("a", List.of(range(RangeKind.LAN, "192.168.1.0/24")), Map.of()).own())
        .hasSize(1);
  }

  private static TokenTerms terms(
      Optional<SiteName> site, Set<RangeKind> pools, Map<RangeKind, Integer> lengths, boolean own) {
    return new TokenTerms(TokenKind.SITE, site, Labels.none(), pools, lengths, own, true);
  }

  private static JoinWish wish(String name, List<Range> ranges, Map<RangeKind, Integer> plan) {
    return new JoinWish(new SiteName(name), KEY, ranges, plan);
  }

  private static Range range(RangeKind kind, String cidr) {
    return new Range(kind, Cidr.parse(cidr));
  }
}
