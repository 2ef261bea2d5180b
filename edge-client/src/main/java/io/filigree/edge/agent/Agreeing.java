package io.filigree.edge.agent;

import io.filigree.edge.agent.Agreements.Place;
import io.filigree.edge.plan.EchoPort;
import io.filigree.edge.trust.KnownFacts;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.Relay;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How two ends behind NAT agree to try a direct way, through the tunnel that the relay carries and
 * so without the coordinator. The end with the smaller key offers, the other answers, and both move
 * within half a round trip: each opens the hole through which the other comes.
 */
final class Agreeing {

  private static final long PATIENCE = 400;
  private static final int MOST_OFFERS = 3;

  /** From an answer to the word to go, which may have to be waited for through a slow relay. */
  private static final long WAIT_FOR_GO = 3_000;

  /** Who makes offers without any traffic to speak of is not listened to. */
  private static final long LATELY = 2_000;

  /** Both ends pause after a failure, and neither knows exactly when the other began to. */
  private static final long SLACK = 2_000;

  /** Less than this is as good as at once. */
  private static final long AT_ONCE = 10;

  private final Settings settings;
  private final WarmPeers warm;

  Agreeing(Settings settings) {
    this.settings = settings;
    this.warm = new WarmPeers(settings);
  }

  /** A peer that says nowhere that it can be reached has traffic with us. */
  void consider(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, boolean busy) {
    if (!settings.behindNat() || relay(turn, flow).isEmpty()) {
      return; // it comes to us by itself, or has come
    }
    turn.outlook = turn.outlook.wantFresh(turn.now);
    boolean free = turn.agreements.with(key).isEmpty() && turn.ways.mayTry(key, turn.now);
    boolean due = busy && free && settings.offers(key) && turn.outlook.known(turn.now);
    if (due && warm.hasRoom(turn, peer)) {
      offer(
          turn, peer, key, new Agreement.Offered(turn.now.millis(), turn.ways.tries(key), 0, 0, 0));
    }
  }

  private void offer(Turn turn, Peer peer, WireGuardPublicKey key, Agreement.Offered offered) {
    long now = turn.now.millis();
    turn.agreements =
        turn.agreements.and(
            key,
            new Agreement.Offered(
                offered.talk(), offered.round(), offered.tries() + 1, now, now + PATIENCE));
    tell(
        turn,
        peer,
        new Call.Offer(offered.talk(), offered.round(), turn.outlook.type(), places(turn)));
  }

  /** Whatever the tunnel brought to our port. */
  void told(Turn turn, Endpoint from, Call call) {
    for (Peer peer : peers(turn)) {
      Optional<WireGuardPublicKey> key = peer.wireGuardKey();
      Flow flow = key.map(turn.flows.peers()::get).orElse(null);
      if (flow != null && port(peer).equals(Optional.of(from))) {
        switch (call) {
          case Call.Offer offer -> hear(turn, peer, key.orElseThrow(), flow, offer);
          case Call.Answer answer -> hear(turn, peer, key.orElseThrow(), flow, answer);
          case Call.Go go -> hear(turn, peer, key.orElseThrow(), flow, go);
        }
      }
    }
  }

  private void hear(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Call.Offer offer) {
    turn.outlook = turn.outlook.wantFresh(turn.now);
    boolean welcome =
        !settings.first(key)
            && settings.behindNat()
            && relay(turn, flow).isPresent()
            && flow.movedAt() >= turn.now.millis() - LATELY
            && turn.ways.mayTry(key, new Now(turn.now.millis() + SLACK, turn.now.wall()))
            && turn.outlook.known(turn.now)
            && warm.hasRoom(turn, peer);
    if (!welcome) {
      return;
    }
    Optional<Place> place = place(turn, peer, key, offer.nat(), offer.places(), offer.round());
    turn.agreements =
        turn.agreements.and(
            key, new Agreement.Ready(offer.talk(), place, turn.now.millis() + WAIT_FOR_GO));
    tell(turn, peer, new Call.Answer(offer.talk(), turn.outlook.type(), places(turn)));
  }

  private void hear(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Call.Answer answer) {
    Agreement open = turn.agreements.with(key).orElse(null);
    if (!(open instanceof Agreement.Offered offered) || offered.talk() != answer.talk()) {
      return;
    }
    turn.agreements = turn.agreements.without(key);
    Optional<Place> place = place(turn, peer, key, answer.nat(), answer.places(), offered.round());
    boolean awaited = turn.outlook.type() == NatType.NONE && answer.nat() == NatType.SYMMETRIC;
    if (place.isPresent() || awaited) {
      tell(turn, peer, new Call.Go(offered.talk()));
    }
    if (place.isPresent()) {
      long half = (turn.now.millis() - offered.sentAt()) / 2;
      go(turn, peer, key, flow, new Agreement.Going(offered.talk(), place.get(), at(turn, half)));
    } else {
      hopeless(turn, peer, key);
    }
  }

  private static long at(Turn turn, long half) {
    return turn.now.millis() + (half < AT_ONCE ? 0 : half);
  }

  private void hear(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Call.Go go) {
    Agreement open = turn.agreements.with(key).orElse(null);
    if (open instanceof Agreement.Ready ready && ready.talk() == go.talk()) {
      turn.agreements = turn.agreements.without(key);
      ready.place().ifPresent(place -> begin(turn, peer, key, flow, place));
    }
  }

  private void go(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Agreement.Going going) {
    if (going.until() > turn.now.millis()) {
      turn.agreements = turn.agreements.and(key, going);
    } else {
      turn.agreements = turn.agreements.without(key);
      begin(turn, peer, key, flow, going.place());
    }
  }

  private void begin(Turn turn, Peer peer, WireGuardPublicKey key, Flow flow, Place place) {
    Ways.Part part = settings.first(key) ? Ways.Part.FIRST : Ways.Part.SECOND;
    relay(turn, flow)
        .filter(relay -> warm.makeRoom(turn, peer))
        .ifPresent(relay ->
            Promoting.begin(
                turn,
                peer,
                key,
                flow,
                new Promoting.Trying(place.endpoint(), relay, part, place.guess())));
  }

  /** What is due because nothing was heard. */
  void settle(Turn turn) {
    if (turn.agreements.nextAt() > turn.now.millis()) {
      return;
    }
    Map<WireGuardPublicKey, Agreement> open = turn.agreements.open();
    for (Peer peer : peers(turn)) {
      Agreement agreement = peer.wireGuardKey().map(open::get).orElse(null);
      if (agreement != null && agreement.until() <= turn.now.millis()) {
        overdue(turn, peer, peer.wireGuardKey().orElseThrow(), agreement);
      }
    }
    turn.agreements = turn.agreements.current(turn.now);
  }

  private void overdue(Turn turn, Peer peer, WireGuardPublicKey key, Agreement agreement) {
    Flow flow = turn.flows.peers().get(key);
    switch (agreement) {
      case Agreement.Offered offered when offered.tries() < MOST_OFFERS ->
          offer(turn, peer, key, offered);
      case Agreement.Offered offered ->
          turn.ways = turn.ways.failed(key, Optional.empty(), turn.now, false);
      case Agreement.Ready ready -> {}
      case Agreement.Going going when flow != null -> go(turn, peer, key, flow, going);
      case Agreement.Going going -> {}
    }
  }

  /** Where to try it, if there is such a place; what we would never send to is said once. */
  private static Optional<Place> place(
      Turn turn, Peer peer, WireGuardPublicKey key, NatType nat, List<Candidate> named, int round) {
    PeerList list = turn.knowledge.durable().orElseThrow();
    List<Candidate> meant = Places.meant(turn, named);
    List<Candidate> taken = Places.taken(turn, list, meant);
    int refused = meant.size() - taken.size();
    if (refused > 0) {
      boolean news = !turn.agreements.refused().contains(key);
      turn.sayIf(news, "places-refused", "peer", peer.name(), "places", "" + refused);
      turn.agreements = turn.agreements.refusing(key);
    }
    return Places.choose(turn, nat, taken, round);
  }

  private static void hopeless(Turn turn, Peer peer, WireGuardPublicKey key) {
    boolean news = turn.ways.tries(key) == 0;
    turn.sayIf(news, "no-direct-way", "peer", peer.name(), "nat", turn.outlook.type().text());
    turn.ways = turn.ways.failed(key, Optional.empty(), turn.now, true);
  }

  private List<Candidate> places(Turn turn) {
    return Places.own(turn, turn.knowledge.durable().orElseThrow(), settings.listenPort());
  }

  private static Collection<Peer> peers(Turn turn) {
    Optional<PeerList> list = turn.knowledge.durable();
    return list.isPresent() ? list.get().peers().values() : List.of();
  }

  private static Optional<Relay> relay(Turn turn, Flow flow) {
    return flow.endpoint().flatMap(at -> Relays.at(turn, at));
  }

  private static void tell(Turn turn, Peer peer, Call call) {
    port(peer).ifPresent(port -> turn.effect(new Effect.Tell(port, call)));
  }

  /** Where its edge client listens inside the tunnel, and sends from. */
  private static Optional<Endpoint> port(Peer peer) {
    Optional<KnownFacts> facts = peer.facts();
    return facts.isEmpty()
        ? Optional.empty()
        : Warmth.address(peer)
            .map(address ->
                new Endpoint(address, EchoPort.beside(facts.get().facts().listenPort())));
  }
}
