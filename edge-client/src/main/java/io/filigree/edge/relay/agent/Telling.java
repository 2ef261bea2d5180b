package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.Contact;
import io.filigree.edge.agent.FeedState;
import io.filigree.edge.agent.Stand;
import io.filigree.edge.agent.StatusReport;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.Refusal;
import io.filigree.protocol.record.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how things stand: to the person at the machine, and to the coordinator. */
final class Telling {

  private final RelaySettings settings;

  Telling(RelaySettings settings) {
    this.settings = settings;
  }

  void settle(RelayTurn turn) {
    FeedState feed = turn.feed();
    List<Refusal> refusals = refusals(feed);
    RelayPage page = page(turn, feed, refusals);
    if (!turn.shown.equals(Optional.of(page))) {
      turn.shown = Optional.of(page);
      turn.effect(new RelayEffect.Show(page));
    }
    if (mayReport(turn)) {
      report(turn, turn.seen.orElseThrow(), refusals);
    }
  }

  /** Before the coordinator has answered there is nobody to tell; a removed relay has no say. */
  private static boolean mayReport(RelayTurn turn) {
    return turn.seen.isPresent() && turn.feed().contact().last().isPresent() && !turn.removed;
  }

  long nextAt(RelayTurn turn) {
    return mayReport(turn) ? turn.reporting.nextAt() : Long.MAX_VALUE;
  }

  private void report(RelayTurn turn, PeerList list, List<Refusal> refusals) {
    StatusReport content = StatusReport.of(list, settings.version(), refusals, totals(turn));
    int sites = list.holdings().copy().records().size();
    turn.reporting = turn.reporting.wanting(content, sites, turn.now(), turn.chance());
    if (turn.reporting.due(turn.now())) {
      turn.reporting = turn.reporting.put(content, sites, turn.now());
      turn.effect(new RelayEffect.PutStatus(content.numbered(turn.reporting.counter())));
    }
  }

  /** To a relay whoever is attached is direct, and nobody is ever down: it tries to reach none. */
  private static StatusReport.Totals totals(RelayTurn turn) {
    int members = turn.members.list().size();
    int attached = Math.min(members, turn.attached);
    return new StatusReport.Totals(members, attached, 0, members - attached, 0);
  }

  private static List<Refusal> refusals(FeedState feed) {
    List<Refusal> refusals = new ArrayList<>();
    feed.contact().refused().ifPresent(refusals::add);
    feed.knowledge().newest().ifPresent(list -> refusals.addAll(list.refusals()));
    return refusals;
  }

  private RelayPage page(RelayTurn turn, FeedState feed, List<Refusal> refusals) {
    Contact contact = feed.contact();
    Optional<PeerList> list = turn.seen;
    Optional<Relay> own = list.flatMap(settings::own);
    List<RelayPage.Refused> refused = new ArrayList<>();
    for (Refusal refusal : refusals) {
      refused.add(new RelayPage.Refused(refusal.subject(), refusal.text()));
    }
    return new RelayPage(
        standing(turn),
        list.map(known -> known.mesh().name().toString()).orElse(""),
        own.map(relay -> relay.name().toString()).orElse(""),
        own.map(Telling::endpoints).orElse(List.of()),
        list.map(known -> Stand.of(known.holdings())),
        contact.reachable(),
        contact.last(),
        troubles(feed),
        refused);
  }

  private static RelayStanding standing(RelayTurn turn) {
    if (turn.seen.isEmpty()) {
      return RelayStanding.WAITING;
    }
    return turn.removed ? RelayStanding.REMOVED : RelayStanding.SERVING;
  }

  private static List<String> endpoints(Relay relay) {
    List<String> texts = new ArrayList<>();
    relay.endpoints().forEach(endpoint -> texts.add(endpoint.toString()));
    return texts;
  }

  private static List<String> troubles(FeedState feed) {
    List<String> troubles = new ArrayList<>();
    feed.damage().ifPresent(why -> troubles.add("the peer list on the disk is damaged: " + why));
    feed.disk().problem().ifPresent(why -> troubles.add("the peer list cannot be saved: " + why));
    feed.contact().trouble().ifPresent(why -> troubles.add("the coordinator: " + why));
    return troubles;
  }
}
