package io.filigree.edge;

import io.filigree.edge.relay.agent.RelaySettings;
import io.filigree.edge.relay.station.RelayEnrolment;
import io.filigree.edge.relay.station.RelayFiles;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.join.TrustAnchor;
import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A box that has joined a mesh as a relay: who it is, with its key.
 *
 * @param identityKey signs its requests
 */
record JoinedRelay(RelayEnrolment enrolment, Ed25519PrivateKey identityKey, TrustRoot root) {

  /** Empty on a box that never joined as a relay. */
  static Optional<JoinedRelay> load(RelayFiles files) throws IOException {
    Optional<RelayEnrolment> enrolment = files.enrolment();
    if (enrolment.isEmpty()) {
      return Optional.empty();
    }
    RelayEnrolment joined = enrolment.get();
    return Optional.of(
        new JoinedRelay(
            joined, files.keptIdentityKey(), root(joined.relay(), joined.trust(), files)));
  }

  static TrustRoot root(RelayId relay, TrustAnchor trust, RelayFiles files) throws IOException {
    return new TrustRoot(
        trust.mesh(),
        new SiteId(relay.value()),
        new IdentityKey(files.keptIdentityKey().publicKey()),
        files.key().publicKey(),
        trust.rosterKey(),
        trust.minEpoch());
  }

  RelaySettings settings(List<Endpoint> told) {
    TrustAnchor trust = enrolment.trust();
    return new RelaySettings(
        root, enrolment.relay(), told, trust.urls(), trust.pins(), Version.TEXT);
  }
}
