package io.filigree.protocol.record;

import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.ExportKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.Link;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.Selector;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents of a small mesh, the same in every run. */
public final class Records {

  public static final MeshId MESH = MeshId.parse("0193a5b0-0000-7000-8000-000000000001");

  private Records() {}

  /** A key whose 32 secret bytes all have this value. */
  public static Ed25519PrivateKey signingKey(int value) {
    return Ed25519PrivateKey.ofSeed(filled(value));
  }

  public static WireGuardPublicKey wireGuardKey(int value) {
    return WireGuardPrivateKey.ofBytes(filled(value)).publicKey();
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  public static SiteId siteId(int number) {
    return SiteId.parse("0193a5b0-0000-7000-8000-00000000%04x".formatted(0x1000 + number));
  }

  public static IdentityKey identityKey(int number) {
    return new IdentityKey(signingKey(number).publicKey());
  }

  /** Store {@code number} of 1 to 99. */
  public static SiteRecord site(int number) {
    return SiteRecord.of(
        MESH,
        siteId(number),
        SiteName.parse("store-" + number),
        Labels.of(Map.of("region", number % 2 == 0 ? "north" : "south")),
        identityKey(number),
        List.of(
            new Range(RangeKind.TUNNEL, Cidr.parse("100.100.0." + number + "/32")),
            new Range(RangeKind.POD, Cidr.parse("10." + (128 + number) + ".0.0/16")),
            new Range(RangeKind.POD, Cidr.parse("fd00:" + number + "::/48")),
            new Range(RangeKind.SERVICE, Cidr.parse("10.43.0.0/16"))),
        1);
  }

  public static SiteRecord staticSite(int number) {
    return new SiteRecord(
        MESH,
        siteId(number),
        SiteName.parse("router-" + number),
        Labels.none(),
        Optional.empty(),
        List.of(new Range(RangeKind.LAN, Cidr.parse("192.168.7.0/24"), true)),
        1,
        Optional.of(
            new StaticPeer(
                wireGuardKey(number), Optional.of(Endpoint.parse("router.example:51820")))));
  }

  public static MeshRecord mesh() {
    return MeshRecord.of(
        MESH,
        MeshName.parse("default"),
        SigningMode.COORDINATOR,
        Links.all(),
        List.of(CoordinatorUrl.parse("https://mesh.example:8443")),
        List.of(Pin.of(new byte[] {1, 2, 3})));
  }

  /** A mesh record with every member that format 1 has. */
  public static MeshRecord fullMesh() {
    return new MeshRecord(
        MESH,
        MeshName.parse("default"),
        SigningMode.OPERATOR,
        new Links(
            List.of(
                new Link(
                    Selector.parse("region=north,tier=Shop"), Selector.parse("site=store-1")))),
        List.of(
            CoordinatorUrl.parse("https://mesh.example"),
            CoordinatorUrl.parse("https://[fd00::1]:8443")),
        List.of(),
        List.of(relay()),
        Optional.of(JsonObject.builder().put("default", "deny").build()),
        Optional.of(42L));
  }

  private static Relay relay() {
    return new Relay(
        RelayId.parse("0193a5b0-0000-7000-8000-0000000000aa"),
        SiteName.parse("relay-1"),
        identityKey(70),
        wireGuardKey(71),
        List.of(Endpoint.parse("198.51.100.7:51871"), Endpoint.parse("[2001:db8::7]:51871")),
        IpAddress.parse("100.100.255.1"));
  }

  public static Facts facts(int number, long counter) {
    return Facts.of(
        MESH,
        siteId(number),
        counter,
        wireGuardKey(number),
        51_871,
        List.of(
            new Candidate(
                CandidateKind.DECLARED, Endpoint.parse("store-" + number + ".example:51871")),
            new Candidate(CandidateKind.LAN, Endpoint.parse("192.168.1." + number + ":51871"))));
  }

  /** Facts with every member that format 1 has. */
  public static Facts fullFacts(int number, long counter) {
    return new Facts(
        MESH,
        siteId(number),
        counter,
        1,
        wireGuardKey(number),
        Optional.of(wireGuardKey(number + 100)),
        51_871,
        List.of(new Candidate(CandidateKind.OBSERVED, Endpoint.parse("[2001:db8::9]:40000"))),
        Optional.of(new ExportKey(signingKey(number + 50).publicKey())));
  }
}
