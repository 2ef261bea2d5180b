package io.filigree.edge.relay.agent;

import io.filigree.edge.trust.TestMesh;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.key.WireGuardPrivateKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
import io.filigree.protocol.roster.Epoch;
import java.util.Arrays;
import java.util.List;

/** A relay of a {@link TestMesh}. */
record TestRelay(RelayId id, String name, IdentityKey identity, WireGuardPublicKey key) {

  static final String ENDPOINT = "198.51.100.7:51900";

  static TestRelay named(String name) {
    return new TestRelay(
        RelayId.next(),
        name,
        new IdentityKey(Ed25519PrivateKey.generate().publicKey()),
        WireGuardPrivateKey.generate().publicKey());
  }

  Relay at(String... endpoints) {
    return new Relay(
        id,
        new SiteName(name),
        identity,
        key,
        Arrays.stream(endpoints).map(Endpoint::parse).toList(),
        IpAddress.parse("100.100.1.1"));
  }

  RelaySettings settings(TestMesh mesh, String... told) {
    TrustRoot root =
        new TrustRoot(
            mesh.id,
            new SiteId(id.value()),
            identity,
            key,
            new RosterKey(mesh.rosterKey.publicKey()),
            new Epoch(1));
    return new RelaySettings(
        root, id, Arrays.stream(told).map(Endpoint::parse).toList(), List.of(), List.of(), "0.1.0");
  }
}
