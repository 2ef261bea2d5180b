package io.filigree.edge.relay.agent;

import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.TrustRoot;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.util.List;
import java.util.Optional;

/**
 * What does not change while the relay runs.
 *
 * @param root what it believes from the day it joined
 * @param id its id in the mesh record
 * @param told endpoints it was started with; empty to leave alone what the mesh record says
 * @param urls the coordinators of the join token, for as long as the mesh record names none
 * @param pins their pins, likewise
 * @param version the program's version, for the status report
 */
public record RelaySettings(
    TrustRoot root,
    RelayId id,
    List<Endpoint> told,
    List<CoordinatorUrl> urls,
    List<Pin> pins,
    String version) {

  public RelaySettings {
    told = List.copyOf(told);
    urls = List.copyOf(urls);
    pins = List.copyOf(pins);
  }

  /** What the mesh record says of this relay; empty when it was removed. */
  Optional<Relay> own(PeerList list) {
    return list.mesh().relay(id);
  }

  /** Why this list cannot be ours: a key file of another box must not end what is served. */
  Optional<String> foreign(PeerList list) {
    return own(list)
        .filter(relay -> !relay.identityKey().equals(root.identity()))
        .map(relay -> "identity.key is not the key that the mesh names for this relay");
  }
}
