package io.filigree.edge.agent;

import io.filigree.edge.agent.StatusPage.PeerLine;
import io.filigree.edge.agent.StatusPage.Standing;
import io.filigree.edge.plan.Failure;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.edge.trust.Refusal;
import io.filigree.edge.trust.Refusal.Reason;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.SiteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says how things stand: to the person at the machine, and to the coordinator. */
final class Showing {

  private final Settings settings;
  private final PeerLines lines;

  Showing(Settings settings) {
    this.settings = settings;
    this.lines = new PeerLines(settings);
  }

  void settle(Turn turn) {
    boolean due = turn.shown.due(turn.now) || turn.reporting.due(turn.now);
    if (due && !busy(turn)) {
      show(turn);
    } else {
      turn.shown = turn.shown.outdated();
    }
  }

  /** What is under way ends with something new to show. */
  private static boolean busy(Turn turn) {
    return turn.disk.saving().isPresent() || turn.applying.inFlight();
  }

  private void show(Turn turn) {
    List<Refusal> refusals = refusals(turn);
    List<PeerLine> peers = lines.of(turn);
    StatusPage page = page(turn, peers, refusals);
    if (!turn.shown.page().equals(Optional.of(page))) {
      Noticing.say(turn, turn.shown.page().map(StatusPage::peers).orElse(List.of()), peers);
      turn.effect(new Effect.Show(page));
    }
    turn.shown = turn.shown.with(page, turn.now);
    turn.knowledge.durable().ifPresent(list -> report(turn, list, peers, refusals));
  }

  private void report(Turn turn, PeerList list, List<PeerLine> peers, List<Refusal> refusals) {
    StatusReport content =
        StatusReport.of(list, settings.version(), refusals, totals(peers))
            .seeing(Sightings.of(turn, list, settings))
            .reaching(turn.outlook.type(), PathReport.of(peers));
    int sites = list.holdings().copy().records().size();
    turn.reporting = turn.reporting.wanting(content, sites, turn.now, turn.chance());
    if (turn.reporting.due(turn.now) && mayReport(turn, list)) {
      turn.reporting = turn.reporting.put(content, sites, turn.now);
      turn.effect(new Effect.PutStatus(content.numbered(turn.reporting.counter())));
    }
  }

  /**
   * Before the coordinator has answered once there is nobody to tell; a removed site has no say.
   */
  private static boolean mayReport(Turn turn, PeerList list) {
    return turn.contact.last().isPresent() && !list.removed();
  }

  long nextAt(Turn turn) {
    boolean may = turn.knowledge.durable().filter(list -> mayReport(turn, list)).isPresent();
    long report = may ? turn.reporting.nextAt() : Long.MAX_VALUE;
    return busy(turn) ? Long.MAX_VALUE : Math.min(report, turn.shown.nextAt());
  }

  private StatusPage page(Turn turn, List<PeerLine> peers, List<Refusal> refusals) {
    Optional<PeerList> list = turn.knowledge.durable();
    Optional<SiteRecord> own = list.flatMap(PeerList::own);
    return new StatusPage(
        standing(turn),
        list.map(known -> known.mesh().name().toString()).orElse(""),
        own.map(record -> record.name().toString()).orElse(""),
        settings.root().site().toString(),
        settings.interfaceName(),
        own.map(Showing::ranges).orElse(List.of()),
        list.map(known -> known.holdings().epoch().value()).orElse(0L),
        list.map(known -> known.holdings().cursor().toString()).orElse(""),
        turn.contact.offered(),
        turn.contact.reachable(),
        turn.contact.last(),
        turn.outlook.nat(),
        RelayLines.of(turn),
        troubles(turn),
        turn.contact.resyncs(),
        turn.heals,
        dropped(turn),
        peers,
        refused(refusals));
  }

  private static Standing standing(Turn turn) {
    Optional<PeerList> list = turn.knowledge.durable();
    if (list.isPresent()) {
      return list.get().removed() ? Standing.REMOVED : Standing.MESHED;
    }
    return turn.damage.isPresent() ? Standing.DAMAGED : Standing.WAITING;
  }

  private static List<String> troubles(Turn turn) {
    List<String> troubles = new ArrayList<>();
    turn.damage.ifPresent(why -> troubles.add("the peer list on the disk is damaged: " + why));
    turn.disk
        .problem()
        .or(() -> turn.noting.problem())
        .ifPresent(why -> troubles.add("cannot write to the disk: " + why));
    turn.clockProblem.ifPresent(why -> troubles.add("the clock of this machine: " + why));
    turn.contact.trouble().ifPresent(why -> troubles.add("no answer from the coordinator: " + why));
    turn.unserved.ifPresent(why -> troubles.add("metrics cannot be read: " + why));
    for (Failure failure : turn.applying.failures()) {
      troubles.add(failure.what() + ": " + failure.reason());
    }
    return troubles;
  }

  private static List<StatusPage.Dropped> dropped(Turn turn) {
    List<StatusPage.Dropped> dropped = new ArrayList<>();
    for (Map.Entry<String, Long> counter :
        new TreeMap<>(turn.drops.counters().orElse(Map.of())).entrySet()) {
      if (counter.getValue() > 0) {
        dropped.add(new StatusPage.Dropped(counter.getKey(), counter.getValue()));
      }
    }
    return dropped;
  }

  private List<Refusal> refusals(Turn turn) {
    List<Refusal> refusals = new ArrayList<>();
    turn.contact.refused().ifPresent(refusals::add);
    Optional<PeerList> list = turn.knowledge.newest();
    if (list.isPresent()) {
      refusals.addAll(list.get().refusals());
      list.get().peers().values().forEach(peer -> unresolvable(turn, peer, refusals));
    }
    if (turn.facts.cloned()) {
      refusals.add(new Refusal(Optional.of(settings.root().site()), "this site", Reason.CLONE, ""));
    }
    return refusals;
  }

  private static void unresolvable(Turn turn, Peer peer, List<Refusal> refusals) {
    for (Endpoint endpoint : Whereabouts.offered(peer)) {
      if (endpoint.address().isEmpty() && turn.names.unresolvable(endpoint.host())) {
        refusals.add(
            new Refusal(
                Optional.of(peer.record().site()),
                peer.name(),
                Reason.UNRESOLVABLE,
                endpoint.host()));
      }
    }
  }

  private static List<StatusPage.Refused> refused(List<Refusal> refusals) {
    List<StatusPage.Refused> refused = new ArrayList<>();
    for (Refusal refusal : refusals) {
      refused.add(
          new StatusPage.Refused(refusal.subject(), refusal.reason().code(), refusal.text()));
    }
    return refused;
  }

  private static StatusReport.Totals totals(List<PeerLine> peers) {
    int direct = 0;
    int relayed = 0;
    int idle = 0;
    int down = 0;
    for (PeerLine peer : peers) {
      switch (peer.path()) {
        case DIRECT -> direct++;
        case RELAYED -> relayed++;
        case IDLE -> idle++;
        case DOWN -> down++;
      }
    }
    return new StatusReport.Totals(peers.size(), direct, relayed, idle, down);
  }

  static List<String> ranges(SiteRecord record) {
    List<String> ranges = new ArrayList<>();
    for (Range range : record.ranges()) {
      ranges.add(range.toString());
    }
    return ranges;
  }
}
