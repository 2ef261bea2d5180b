package io.filigree.systemtests.sim;

import io.filigree.edge.agent.Settings;
import io.filigree.edge.agent.WarmPolicy;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.roster.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A site that may join a mesh: what it brings along. The same number is the same site in every
 * world, because keys take longer to make than the rest of a world.
 *
 * @param identity its identity key; nobody needs the private one ({@link KeyedDigest})
 * @param key the public key of {@code wireGuard}
 */
record SimSite(
    int number,
    SiteId id,
    SiteName name,
    IdentityKey identity,
    WireGuardPrivateKey wireGuard,
    WireGuardPublicKey key) {

  static final MeshId MESH = MeshId.parse("4d000000-0000-0000-0000-000000000000");
  static final RosterKey ROSTER_KEY = new RosterKey(identityKey(250).key());
  static final int LISTEN_PORT = 51_871;

  private static final Map<Integer, SimSite> KNOWN = new ConcurrentHashMap<>();

  static SimSite number(int number) {
    return KNOWN.computeIfAbsent(number, SimSite::make);
  }

  private static SimSite make(int number) {
    byte[] id = new byte[16];
    id[15] = (byte) number;
    WireGuardPrivateKey wireGuard = WireGuardPrivateKey.ofBytes(seed(number, 1));
    return new SimSite(
        number,
        SiteId.ofBytes(id),
        new SiteName("site-" + number),
        identityKey(number),
        wireGuard,
        wireGuard.publicKey());
  }

  private static IdentityKey identityKey(int number) {
    return new IdentityKey(Ed25519PrivateKey.ofSeed(seed(number, 2)).publicKey());
  }

  private static byte[] seed(int number, int use) {
    byte[] seed = new byte[32];
    seed[1] = (byte) number;
    seed[2] = (byte) use;
    return seed;
  }

  /** What it owns from the first day to the last. */
  List<Range> ranges() {
    return List.of(
        new Range(RangeKind.TUNNEL, Cidr.parse("100.100.0." + number + "/32")),
        new Range(RangeKind.POD, Cidr.parse("10." + number + ".0.0/16")),
        new Range(RangeKind.LAN, Cidr.parse("192.168.1.0/24")));
  }

  /** Where it is seen first. */
  IpAddress address() {
    return IpAddress.parse("198.18.0." + number);
  }

  /** A third declares an address, a few a name; the others are found by being seen. */
  List<Endpoint> declared() {
    if (number % 3 == 0) {
      return List.of(new Endpoint(address(), LISTEN_PORT));
    }
    return number % 7 == 1
        ? List.of(new Endpoint("site-" + number + ".example.net", LISTEN_PORT))
        : List.of();
  }

  /**
   * How its client is set up.
   *
   * @param floor the epoch its join token named
   */
  Settings settings(Epoch floor) {
    return new Settings(
        new TrustRoot(MESH, id, identity, key, ROSTER_KEY, floor),
        wireGuard,
        "filigree0",
        LISTEN_PORT,
        true,
        true,
        declared(),
        Front.ALL,
        List.of(),
        WarmPolicy.USUAL,
        "0.1.0");
  }

  /** The address behind a declared name. */
  static Optional<IpAddress> resolve(String host) {
    String number = host.substring("site-".length(), host.indexOf('.'));
    return Optional.of(number(Integer.parseInt(number)).address());
  }
}
