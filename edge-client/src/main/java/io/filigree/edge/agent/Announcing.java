package io.filigree.edge.agent;

import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.Candidate;
import io.filigree.protocol.record.CandidateKind;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.SiteRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What this site tells the others of itself, and what it reads of itself in the inbox. */
final class Announcing {

  /** A site that is seen from more addresses than this sits behind something that changes them. */
  private static final int MOST_OBSERVED = 2;

  private static final int MOST_CANDIDATES = 8;

  private final Settings settings;

  Announcing(Settings settings) {
    this.settings = settings;
  }

  /** What the feed shows as ours. */
  void fed(Turn turn) {
    turn.knowledge
        .newest()
        .flatMap(list -> OwnFacts.read(list, settings.root().site()))
        .ifPresent(facts -> {
          boolean known = turn.facts.cloned();
          turn.facts = turn.facts.fed(facts, turn.now);
          turn.sayIf(!known && turn.facts.cloned(), "cloned", "counter", "" + facts.counter());
        });
  }

  void settle(Turn turn) {
    if (turn.inbox.due(turn.now)) {
      turn.effect(new Effect.AskInbox());
      turn.inbox = turn.inbox.asked();
    }
    Optional<PeerList> list = turn.knowledge.durable();
    if (list.isPresent() && list.get().own().isPresent()) {
      put(turn, list.get(), list.get().own().get());
    }
  }

  /** Facts that name no endpoint wait for the inbox at first: it may hold one. */
  private void put(Turn turn, PeerList list, SiteRecord own) {
    Facts wanted = wanted(turn, list, own);
    boolean inboxFirst =
        wanted.candidates().isEmpty()
            && (turn.contact.last().isEmpty() || turn.inbox.pending(turn.now));
    boolean current =
        turn.facts.current(wanted, OwnFacts.read(list, settings.root().site()), turn.now);
    if (!current && !inboxFirst && turn.facts.mayPut(turn.now)) {
      turn.effect(new Effect.PutFacts(wanted.write()));
      turn.facts = turn.facts.put(wanted, turn.now);
    }
  }

  private Facts wanted(Turn turn, PeerList list, SiteRecord own) {
    return Facts.of(
        settings.root().mesh(),
        settings.root().site(),
        turn.facts.nextCounter(own.minCounter()),
        settings.root().wireGuardKey(),
        settings.listenPort(),
        candidates(turn, list, own));
  }

  private List<Candidate> candidates(Turn turn, PeerList list, SiteRecord own) {
    Set<Candidate> candidates = new LinkedHashSet<>();
    for (Endpoint endpoint : settings.declared()) {
      candidates.add(new Candidate(CandidateKind.DECLARED, endpoint));
    }
    int observed = 0;
    for (Observed.Place place : turn.inbox.observed()) {
      Endpoint endpoint = place.endpoint(settings.listenPort());
      boolean news = !settings.declared().contains(endpoint) && outside(list, own, place.address());
      if (news && observed++ < MOST_OBSERVED) {
        candidates.add(new Candidate(CandidateKind.OBSERVED, endpoint));
      }
    }
    return candidates.stream().limit(MOST_CANDIDATES).toList();
  }

  /** An address inside the mesh would lead the tunnel into itself. */
  static boolean outside(PeerList list, SiteRecord own, IpAddress address) {
    for (Range range : own.ranges()) {
      if (range.routed() && range.cidr().contains(address)) {
        return false;
      }
    }
    for (Peer peer : list.peers().values()) {
      for (Cidr cidr : peer.routed()) {
        if (cidr.contains(address)) {
          return false;
        }
      }
    }
    return true;
  }

  long nextAt(Turn turn) {
    return Math.min(turn.inbox.nextAt(), turn.facts.nextAt(turn.now));
  }
}
