package io.filigree.edge.agent;

import io.filigree.edge.plan.RelayView;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Relay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The mesh's relays, as this site can use them. */
final class Relays {

  private static final Duration UNKNOWN = Duration.ofSeconds(1);

  private Relays() {}

  static List<Relay> of(PeerList list) {
    return list.mesh().relays();
  }

  static List<Relay> of(Turn turn) {
    return turn.knowledge.durable().map(Relays::of).orElse(List.of());
  }

  /** Whether there is one that packets can be sent to. */
  static boolean any(Turn turn) {
    return of(turn).stream().anyMatch(relay -> endpoint(turn, relay).isPresent());
  }

  /** Where it is, by number. */
  static Optional<Endpoint> endpoint(Turn turn, Relay relay) {
    return Whereabouts.first(turn, relay.endpoints());
  }

  static Optional<Relay> withKey(Turn turn, WireGuardPublicKey key) {
    return of(turn).stream().filter(relay -> relay.wireGuardKey().equals(key)).findFirst();
  }

  /** The relay that is at that endpoint. */
  static Optional<Relay> at(Turn turn, Endpoint endpoint) {
    return of(turn).stream()
        .filter(relay -> endpoint(turn, relay).filter(endpoint::equals).isPresent())
        .findFirst();
  }

  /**
   * Those that can be used, best first: those that answer, by how long they take. All sites of a
   * mesh have them in the same order where nothing else tells them apart.
   */
  static List<Relay> ranked(Turn turn) {
    List<Relay> usable = new ArrayList<>();
    for (Relay relay : of(turn)) {
      if (endpoint(turn, relay).isPresent()) {
        usable.add(relay);
      }
    }
    usable.sort(
        Comparator.comparing((Relay relay) -> silent(turn, relay))
            .thenComparingLong(relay -> roundTrip(turn, relay))
            .thenComparing(relay -> relay.id().toString()));
    return usable;
  }

  /** Whether something goes through one of them. */
  static boolean used(Turn turn) {
    for (Flow flow : turn.flows.peers().values()) {
      boolean lately = flow.usage().at() > turn.now.millis() - Usage.WINDOW;
      if (lately && flow.endpoint().flatMap(endpoint -> at(turn, endpoint)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  static boolean silent(Turn turn, Relay relay) {
    return turn.ways.silent().contains(relay.wireGuardKey());
  }

  /** In steps of 10 ms, so that noise does not change the order. */
  private static long roundTrip(Turn turn, Relay relay) {
    return median(turn, relay).orElse(UNKNOWN).toMillis() / 10;
  }

  private static Optional<Duration> median(Turn turn, Relay relay) {
    return turn.probing.quality(relay.wireGuardKey()).flatMap(Quality::median);
  }

  /** The round trip to the relay that is nearest, of those that were timed. */
  static Optional<Duration> nearest(Turn turn) {
    return of(turn).stream()
        .flatMap(relay -> median(turn, relay).stream())
        .min(Comparator.naturalOrder());
  }

  static List<RelayView> views(Turn turn, PeerList list, int keepalive) {
    List<RelayView> views = new ArrayList<>();
    for (Relay relay : of(list)) {
      views.add(
          new RelayView(relay.wireGuardKey(), relay.address(), endpoint(turn, relay), keepalive));
    }
    return views;
  }
}
