package io.filigree.systemtests.bench.paths;

import io.filigree.protocol.key.Ed25519PrivateKey;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.RelayId;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Relay;
import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.hollow.HollowSite;
import io.filigree.systemtests.hollow.Listing;
import io.filigree.systemtests.lab.Lab;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.lab.SitePlan;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.measure.Meter;
import io.filigree.systemtests.relay.RelayProcess;
import io.filigree.systemtests.system.Edge;
import io.filigree.systemtests.system.WireGuard;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A site with a real client, in a mesh of so many peers that exist only as documents, and relays.
 */
final class IdleSite {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PORT = 51_871;

  private final int configured;
  private final SiteBox box;
  private final Edge edge;
  private final CoordinatorDouble coordinator;
  private final Meter meter;

  /** Makes it; its client has not joined yet. */
  IdleSite(Lab lab, SitePlan plan, int peers, List<RelayProcess> relays) {
    this.configured = peers + relays.size();
    this.box = lab.build(plan);
    this.coordinator = CoordinatorDouble.at(lab.hostAddress(), box.directory(), Links.all());
    lab.onClose(coordinator::close);
    coordinator.relays(relays.stream().map(IdleSite::listed).toList());
    coordinator.enrol(IntStream.range(0, peers).mapToObj(IdleSite::listing).toList());
    this.edge = Edge.at(box).reachedNowhere();
    this.meter = Meter.in(box, PORT);
  }

  private static Relay listed(RelayProcess relay) {
    return new Relay(
        RelayId.next(),
        SiteName.parse(relay.box().name()),
        new IdentityKey(Ed25519PrivateKey.generate().publicKey()),
        relay.publicKey(),
        List.of(Endpoint.parse(relay.endpoint())),
        IpAddress.parse(relay.address()));
  }

  /** The place it declares is routed to nobody: whatever is sent there would be counted. */
  private static Listing listing(int i) {
    return new Listing(
        new HollowSite("store-" + i),
        Labels.none(),
        "10." + (64 + i / 256) + "." + i % 256 + ".0/24",
        "198.51.100." + (1 + i % 250) + ":" + PORT);
  }

  /** Joins, starts, and waits until WireGuard has all peers. */
  void start() {
    edge.join(coordinator.token()).run();
    if (!Wait.upTo(PATIENCE, () -> WireGuard.peers(box).size() == configured)) {
      throw new IllegalStateException(
          WireGuard.peers(box).size() + " of " + configured + " peers: " + edge.output());
    }
  }

  /** How a relay is told of it. */
  RelayProcess.Guest guest() {
    return new RelayProcess.Guest(
        box.name(), WireGuardPublicKey.parseBase64(WireGuard.publicKey(box).orElseThrow()));
  }

  Meter meter() {
    return meter;
  }

  /** It is all in vain if the peers went away, or the client did. */
  void requireIdle() {
    if (!edge.running() || WireGuard.peers(box).size() != configured) {
      throw new IllegalStateException(box + " is not what it was: " + edge.output());
    }
  }
}
