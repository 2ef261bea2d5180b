package io.filigree.edge.agent;

import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.edge.plan.ActualPeer;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.record.Relay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how each peer is reached, and why not better. */
final class PeerLines {

  private final Settings settings;
  private final WarmPeers warm;

  PeerLines(Settings settings) {
    this.settings = settings;
    this.warm = new WarmPeers(settings);
  }

  List<PeerLine> of(Turn turn) {
    Optional<PeerList> list = turn.knowledge.durable();
    if (list.isEmpty()) {
      return List.of();
    }
    Map<String, Reach> before = before(turn);
    List<PeerLine> lines = new ArrayList<>();
    for (Peer peer : list.get().peers().values()) {
      lines.add(line(turn, peer, before));
    }
    return lines;
  }

  private static Map<String, Reach> before(Turn turn) {
    Map<String, Reach> before = new HashMap<>();
    turn.shown
        .page()
        .ifPresent(page -> page.peers().forEach(line -> before.put(line.siteId(), line.reach())));
    return before;
  }

  private PeerLine line(Turn turn, Peer peer, Map<String, Reach> before) {
    Optional<ActualPeer> actual =
        peer.wireGuardKey().flatMap(key -> Optional.ofNullable(turn.applying.peers().get(key)));
    String site = peer.record().site().toString();
    Reach known = before.getOrDefault(site, Reach.by(Path.IDLE));
    return new PeerLine(
        peer.name(),
        site,
        reach(turn, peer, actual).since(known, turn.now.wall()),
        peer.wireGuardKey().map(Object::toString).orElse(""),
        actual.flatMap(ActualPeer::endpoint).map(Object::toString).orElse(""),
        actual.flatMap(ActualPeer::latestHandshake),
        Showing.ranges(peer.record()),
        actual.map(ActualPeer::received).orElse(0L),
        actual.map(ActualPeer::sent).orElse(0L),
        peer.wireGuardKey().flatMap(turn.probing::quality));
  }

  private Reach reach(Turn turn, Peer peer, Optional<ActualPeer> actual) {
    Path path = path(turn, peer, actual);
    Optional<Reach.Tried> tried = peer.wireGuardKey().flatMap(key -> tried(turn, key));
    Optional<Hindrance> hindrance =
        path == Path.RELAYED
            ? peer.wireGuardKey().map(key -> hindrance(turn, peer, key))
            : Optional.empty();
    String relay = path == Path.RELAYED ? relay(turn, actual).orElse("") : "";
    return new Reach(path, relay, Optional.empty(), tried, hindrance);
  }

  private static Optional<String> relay(Turn turn, Optional<ActualPeer> actual) {
    return actual
        .flatMap(ActualPeer::endpoint)
        .flatMap(at -> Relays.at(turn, at))
        .map(Relay::name)
        .map(Object::toString);
  }

  private static Path path(Turn turn, Peer peer, Optional<ActualPeer> actual) {
    boolean relays = Relays.any(turn) && peer.record().staticPeer().isEmpty();
    if (relays && peer.wireGuardKey().filter(turn.flows::down).isPresent()) {
      return Path.DOWN;
    }
    if (actual.filter(found -> found.liveAt(turn.now.wall())).isPresent()) {
      return relay(turn, actual).isPresent() ? Path.RELAYED : Path.DIRECT;
    }
    if (relays) {
      return Path.IDLE;
    }
    boolean tried = actual.filter(PeerLines::called).isPresent();
    boolean fresh = peer.wireGuardKey().filter(key -> turn.moves.fresh(key)).isPresent();
    return tried && !fresh ? Path.DOWN : Path.IDLE;
  }

  /** A cold peer is silent until a packet is to go there. */
  private static boolean called(ActualPeer peer) {
    boolean cold = peer.keepalive() == 0;
    boolean wanted = peer.sent() > 0 && peer.latestHandshake().isEmpty();
    return peer.endpoint().isPresent() && (!cold || wanted);
  }

  private static Optional<Reach.Tried> tried(Turn turn, WireGuardPublicKey key) {
    Optional<Ways.Trial> trial = Optional.ofNullable(turn.ways.trials().get(key));
    Optional<Ways.Pause> pause = Optional.ofNullable(turn.ways.pauses().get(key));
    if (trial.isEmpty() && pause.isEmpty()) {
      return Optional.empty();
    }
    String endpoint =
        trial
            .map(running -> running.way().endpoint())
            .or(() -> pause.flatMap(Ways.Pause::endpoint))
            .map(Object::toString)
            .orElse("");
    return Optional.of(
        new Reach.Tried(
            endpoint,
            pause.map(Ways.Pause::failures).orElse(0),
            pause.map(Ways.Pause::at),
            trial.isPresent() ? Optional.empty() : pause.map(Ways.Pause::ends)));
  }

  /** In the order in which a try is decided on. */
  private Hindrance hindrance(Turn turn, Peer peer, WireGuardPublicKey key) {
    if (turn.ways.trials().containsKey(key)) {
      return Hindrance.TRYING;
    }
    return Whereabouts.declared(turn, peer).isPresent()
        ? declared(turn, peer, key)
        : hidden(turn, peer, key);
  }

  private Hindrance declared(Turn turn, Peer peer, WireGuardPublicKey key) {
    if (!settings.tries(key)) {
      return Hindrance.OTHER_END;
    }
    return turn.ways.mayTry(key, turn.now) ? untried(turn, peer) : Hindrance.NO_USE;
  }

  /** Where neither end can just be called they have to agree. */
  private Hindrance hidden(Turn turn, Peer peer, WireGuardPublicKey key) {
    Ways.Pause pause = turn.ways.pauses().get(key);
    if (pause != null) {
      return pause.endpoint().isPresent() || !pause.hopeless()
          ? Hindrance.NO_HOLE
          : Hindrance.NO_WAY;
    }
    return settings.offers(key) ? untried(turn, peer) : Hindrance.OTHER_END;
  }

  private Hindrance untried(Turn turn, Peer peer) {
    return warm.hasRoom(turn, peer) ? Hindrance.QUIET : crowded();
  }

  private Hindrance crowded() {
    return settings.warm().metered() ? Hindrance.METERED : Hindrance.NO_ROOM;
  }
}
