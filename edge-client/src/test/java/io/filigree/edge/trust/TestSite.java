package io.filigree.edge.trust;

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
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.roster.FactsStatement;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** A site of a {@link TestMesh}: what an honest one would sign, one change at a time. */
public record TestSite(
    MeshId mesh,
    SiteId id,
    String name,
    Ed25519PrivateKey identity,
    WireGuardPrivateKey wireGuard,
    List<Range> ranges,
    long minCounter,
    String endpoint) {

  static TestSite of(MeshId mesh, int number, String name) {
    byte[] id = new byte[16];
    id[15] = (byte) number;
    return new TestSite(
        mesh,
        SiteId.ofBytes(id),
        name,
        Ed25519PrivateKey.ofSeed(seed(number)),
        WireGuardPrivateKey.ofBytes(seed(100 + number)),
        List.of(
            new Range(RangeKind.TUNNEL, Cidr.parse("100.100.0." + number + "/32")),
            new Range(RangeKind.POD, Cidr.parse("10." + (40 + number) + ".0.0/16"))),
        1,
        "198.18.0." + number + ":51871");
  }

  static byte[] seed(int number) {
    byte[] seed = new byte[32];
    seed[1] = (byte) number; // not the first: its low bits are clamped away
    seed[31] = 7;
    return seed;
  }

  public TestSite owning(String... pods) {
    List<Range> owned =
        Arrays.stream(pods).map(p -> new Range(RangeKind.POD, Cidr.parse(p))).toList();
    return new TestSite(mesh, id, name, identity, wireGuard, owned, minCounter, endpoint);
  }

  public TestSite identifiedBy(int number) {
    Ed25519PrivateKey other = Ed25519PrivateKey.ofSeed(seed(number));
    return new TestSite(mesh, id, name, other, wireGuard, ranges, minCounter, endpoint);
  }

  public TestSite keyed(WireGuardPrivateKey key) {
    return new TestSite(mesh, id, name, identity, key, ranges, minCounter, endpoint);
  }

  public TestSite requiring(long counter) {
    return new TestSite(mesh, id, name, identity, wireGuard, ranges, counter, endpoint);
  }

  public TestSite at(String elsewhere) {
    return new TestSite(mesh, id, name, identity, wireGuard, ranges, minCounter, elsewhere);
  }

  public WireGuardPublicKey key() {
    return wireGuard.publicKey();
  }

  public SiteRecord record() {
    return SiteRecord.of(
        mesh,
        id,
        new SiteName(name),
        new Labels(new TreeMap<>()),
        new IdentityKey(identity.publicKey()),
        ranges,
        minCounter);
  }

  public Facts facts(long counter) {
    List<Candidate> candidates =
        List.of(new Candidate(CandidateKind.DECLARED, Endpoint.parse(endpoint)));
    return Facts.of(mesh, id, counter, key(), 51_871, candidates);
  }

  /** Facts that name no endpoint: it is behind NAT. */
  public SignedFacts hidden(long counter) {
    return signed(Facts.of(mesh, id, counter, key(), 51_871, List.of()), identity);
  }

  public SignedFacts signed(long counter) {
    return signed(facts(counter), identity);
  }

  public static SignedFacts signed(Facts facts, Ed25519PrivateKey by) {
    return new SignedFacts(facts.write(), new FactsStatement(facts.write()).sign(by));
  }
}
