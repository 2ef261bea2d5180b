package io.filigree.edge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.record.StaticPeer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesiredStateTest {
  private static final MeshId MESH = MeshId.next();
  private static final Endpoint ENDPOINT = Endpoint.parse("192.0.2.2:51871");

  private final WireGuardPublicKey key = WireGuardPrivateKey.generate().publicKey();
  private final SiteRecord storeA = site("store-a", "100.100.0.1/32", "10.42.0.0/16");
  private final SiteRecord storeB = site("store-b", "100.100.0.2/32", "10.44.0.0/16");

  @Test
  void peerMaySendFromItsTunnelAddressAndRoutedRangesOnly() {
    DesiredPeer peer = onlyPeer(desired(peer(storeB, ENDPOINT)));

    assertThat(peer.key()).isEqualTo(key);
    assertThat(peer.allowedIps())
        .containsExactly(Cidr.parse("10.44.0.0/16"), Cidr.parse("100.100.0.2/32"));
    assertThat(peer.keepalive()).isEqualTo(25);
  }

  @Test
  void eachAllowedRangeIsRouted() {
    assertThat(desired(peer(storeB, ENDPOINT)).routes())
        .containsOnlyKeys(Cidr.parse("10.44.0.0/16"), Cidr.parse("100.100.0.2/32"));
  }

  @Test
  void whatLiesBehindAPeerThatIsDownIsUnreachableButNotItsOwnAddress() {
    PeerView up = peer(storeB, ENDPOINT);
    PeerView down =
        new PeerView(up.record(), up.facts(), up.endpoint(), up.keepalive(), up.firstMove(), true);

    assertThat(desired(down).peers()).isEqualTo(desired(up).peers());
    assertThat(desired(down).routes().values())
        .containsExactly(
            Route.unreachable(Cidr.parse("10.44.0.0/16")), Route.to(Cidr.parse("100.100.0.2/32")));
  }

  @Test
  void guardedRangesAreNeitherExportedNorLocal() {
    DesiredState desired = desired();

    assertThat(desired.exported()).containsExactly(Cidr.parse("10.42.0.0/16"));
    assertThat(desired.local())
        .containsExactly(Cidr.parse("10.42.0.0/16"), Cidr.parse("100.100.0.1/32"));
    assertThat(desired.forwarding()).containsExactly(IpFamily.V4);
  }

  @Test
  void widerTunnelRangeGivesItsFirstAddress() {
    SiteRecord wide = site("store-c", "10.100.3.0/24", "10.45.0.0/16");

    assertThat(DesiredState.of(view(wide)).addresses()).hasToString("[10.100.3.1/32]");
  }

  @Test
  void endpointThatIsANameReachesNoTool() {
    DesiredState desired = desired(peer(storeB, Endpoint.parse("store-b.example:51871")));

    assertThat(onlyPeer(desired).endpoint()).isEmpty();
  }

  @Test
  void staticPeerIsKnownByItsRecord() {
    SiteRecord router =
        new SiteRecord(
            MESH,
            SiteId.next(),
            SiteName.parse("router"),
            Labels.none(),
            Optional.empty(),
            storeB.ranges(),
            1,
            Optional.of(new StaticPeer(key, Optional.of(ENDPOINT))));

    assertThat(
            desired(
                    new PeerView(
                        router,
                        Optional.empty(),
                        Optional.of(ENDPOINT),
                        25,
                        FirstMove.START,
                        false))
                .peers())
        .containsOnlyKeys(key);
  }

  @Test
  void siteWithoutFactsIsNoPeerYet() {
    var silent =
        new PeerView(storeB, Optional.empty(), Optional.empty(), 25, FirstMove.START, false);

    assertThat(desired(silent).peers()).isEmpty();
  }

  @Test
  void aRelayIsAPeerWithOneAddress() {
    var relay = new RelayView(key, IpAddress.parse("100.100.255.1"), Optional.of(ENDPOINT), 25);
    DesiredState desired =
        DesiredState.of(
            new SiteView(
                storeA,
                WireGuardPrivateKey.generate(),
                "filigree0",
                51871,
                true,
                List.of(relay),
                List.of()));

    assertThat(onlyPeer(desired).allowedIps()).hasToString("[100.100.255.1/32]");
    assertThat(onlyPeer(desired).endpoint()).contains(ENDPOINT);
    assertThat(onlyPeer(desired).keepalive()).isEqualTo(25);
    assertThat(desired.routes()).containsOnlyKeys(Cidr.parse("100.100.255.1/32"));
  }

  private static DesiredPeer onlyPeer(DesiredState desired) {
    assertThat(desired.peers()).hasSize(1);
    return desired.peers().values().iterator().next();
  }

  private DesiredState desired(PeerView... peers) {
    return DesiredState.of(view(storeA, peers));
  }

  private static SiteView view(SiteRecord own, PeerView... peers) {
    return new SiteView(
        own, WireGuardPrivateKey.generate(), "filigree0", 51871, true, List.of(), List.of(peers));
  }

  private PeerView peer(SiteRecord record, Endpoint endpoint) {
    Facts facts = Facts.of(MESH, record.site(), 1, key, 51871, List.of());
    return new PeerView(
        record, Optional.of(facts), Optional.of(endpoint), 25, FirstMove.START, false);
  }

  private static SiteRecord site(String name, String tunnel, String pods) {
    return SiteRecord.of(
        MESH,
        SiteId.next(),
        SiteName.parse(name),
        Labels.none(),
        new IdentityKey(Ed25519PrivateKey.generate().publicKey()),
        List.of(
            new Range(RangeKind.TUNNEL, Cidr.parse(tunnel)),
            new Range(RangeKind.POD, Cidr.parse(pods)),
            new Range(RangeKind.SERVICE, Cidr.parse("10.43.0.0/16")),
            new Range(RangeKind.LAN, Cidr.parse("192.168.1.0/24"))),
        1);
  }
}
