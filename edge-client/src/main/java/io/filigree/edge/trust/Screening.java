package io.filigree.edge.trust;

import io.filigree.edge.trust.SiteCheck.Reading;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SiteRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of the screen. Where an earlier list stood under the same mesh record and the same record
 * of ours, what was judged then stands, and only the sites whose documents changed are judged: a
 * change at one of 10,000 sites costs what one site costs.
 */
final class Screening {

  /** With more changes than these it is cheaper to look for clashes among all. */
  private static final int FEW = 16;

  private final TrustRoot root;
  private final SiteCheck check;
  private final Optional<PeerList> before;
  private final LastGood lastGood;
  private final Holdings now;
  private final MeshRecord mesh;
  private final NavigableMap<SiteId, Candidate> candidates = new TreeMap<>();
  private final SortedMap<SiteId, Refusal> refusals = new TreeMap<>();
  private boolean disputed;

  Screening(
      TrustRoot root, SiteCheck check, Optional<PeerList> before, LastGood lastGood, Holdings now) {
    this.root = root;
    this.check = check;
    this.before = before;
    this.lastGood = lastGood;
    this.now = now;
    this.mesh = MeshRecord.parse(now.meshRecord());
  }

  /** As one of its sites sees it. */
  PeerList ofSite() {
    Optional<SiteRecord> own = own();
    return own.isEmpty() ? list(own, new TreeMap<>(), new TreeMap<>()) : screened(own);
  }

  /** As a relay sees it: no site is its own, and all concern it. */
  PeerList ofRelay() {
    return screened(Optional.empty());
  }

  private PeerList screened(Optional<SiteRecord> own) {
    Optional<PeerList> comparable =
        before.filter(old -> old.own().equals(own) && old.mesh().equals(mesh));
    return comparable.isPresent() ? continued(comparable.get(), own) : anew(own);
  }

  private PeerList list(
      Optional<SiteRecord> own,
      SortedMap<SiteId, Peer> peers,
      SortedMap<SiteId, Optional<Peer>> exceptions) {
    List<Refusal> refused = new ArrayList<>(refusals.values());
    return new PeerList(now, mesh, own, candidates, peers, exceptions, refused, disputed);
  }

  /** A record of ours that we cannot read is refused like any other; one of another box is not. */
  private Optional<SiteRecord> own() {
    Optional<DocumentText> text = now.copy().record(root.site());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (check.read(root.site(), text.get())) {
      case Reading.Understood(SiteRecord record) ->
          Optional.of(record).filter(own -> own.identityKey().equals(Optional.of(root.identity())));
      case Reading.Refused(Refusal refusal) -> {
        refusals.put(root.site(), refusal);
        yield before.flatMap(PeerList::own);
      }
    };
  }

  private PeerList anew(Optional<SiteRecord> own) {
    now.copy().records().forEach((site, text) -> judge(own, site, text));
    SortedMap<SiteId, Peer> peers = settle(own, wanted());
    return list(own, peers, exceptions(candidates.keySet(), peers));
  }

  private PeerList continued(PeerList old, Optional<SiteRecord> own) {
    candidates.putAll(old.candidates());
    List<SiteId> changed = now.copy().differences(old.holdings().copy());
    changed.forEach(candidates::remove);
    candidates.forEach(this::refuse);
    for (SiteId site : changed) {
      now.copy().record(site).ifPresent(text -> judge(own, site, text));
    }
    return old.disputed() || changed.size() > FEW ? resettled(own) : amended(old, own, changed);
  }

  private PeerList resettled(Optional<SiteRecord> own) {
    SortedMap<SiteId, Peer> peers = settle(own, wanted());
    return list(own, peers, exceptions(candidates.keySet(), peers));
  }

  /** Nobody clashed before, so only those that changed can clash with anybody. */
  private PeerList amended(PeerList old, Optional<SiteRecord> own, List<SiteId> changed) {
    NavigableMap<SiteId, Peer> wanted = new TreeMap<>(old.peers());
    changed.forEach(wanted::remove);
    List<Peer> newcomers = new ArrayList<>();
    for (SiteId site : changed) {
      wanted(site)
          .ifPresent(peer -> {
            newcomers.add(peer);
            wanted.put(site, peer);
          });
    }
    if (clashes(own).involve(newcomers, wanted.values())) {
      return resettled(own);
    }
    NavigableMap<SiteId, Optional<Peer>> exceptions = new TreeMap<>(old.exceptions());
    changed.forEach(exceptions::remove);
    exceptions.putAll(exceptions(changed, wanted));
    return list(own, wanted, exceptions);
  }

  /** Leaves out what is not linked to us, and our own record. */
  private void judge(Optional<SiteRecord> own, SiteId site, DocumentText text) {
    if (site.equals(root.site())) {
      return;
    }
    switch (check.read(site, text)) {
      case Reading.Refused(Refusal refusal) ->
          take(site, new Candidate(Optional.empty(), lastGood.of(site), Optional.of(refusal)));
      case Reading.Understood(SiteRecord record) -> {
        if (own.isEmpty() || mesh.links().joins(own.get(), record)) {
          take(site, check.judge(record, text, now.copy().facts(site), lastGood.of(site)));
        }
      }
    }
  }

  private void take(SiteId site, Candidate candidate) {
    candidates.put(site, candidate);
    refuse(site, candidate);
  }

  private void refuse(SiteId site, Candidate candidate) {
    candidate.refusal().ifPresent(refusal -> refusals.put(site, refusal));
  }

  private SortedMap<SiteId, Peer> wanted() {
    SortedMap<SiteId, Peer> wanted = new TreeMap<>();
    candidates.forEach((site, candidate) -> candidate.peer().ifPresent(p -> wanted.put(site, p)));
    return wanted;
  }

  private Optional<Peer> wanted(SiteId site) {
    return Optional.ofNullable(candidates.get(site)).flatMap(Candidate::peer);
  }

  private Clashes clashes(Optional<SiteRecord> own) {
    return new Clashes(root, mesh, own, lastGood);
  }

  /** Whoever loses a clash falls back to its last good state, and if that clashes too, is out. */
  private SortedMap<SiteId, Peer> settle(Optional<SiteRecord> own, SortedMap<SiteId, Peer> wanted) {
    Clashes clashes = clashes(own);
    SortedMap<SiteId, Refusal> losers = clashes.find(wanted);
    while (!losers.isEmpty()) {
      disputed = true;
      for (Map.Entry<SiteId, Refusal> loser : losers.entrySet()) {
        refusals.put(loser.getKey(), loser.getValue());
        fallBack(wanted, loser.getKey());
      }
      losers = clashes.find(wanted);
    }
    return wanted;
  }

  private void fallBack(SortedMap<SiteId, Peer> wanted, SiteId site) {
    Peer offered = wanted.get(site);
    Candidate candidate = candidates.get(site);
    Optional<Peer> last = lastGood.of(site);
    Optional<Peer> still =
        candidate != null && candidate.record().isPresent()
            ? last.flatMap(peer -> peer.under(candidate.record().get()))
            : last;
    if (still.isPresent() && !still.get().equals(offered)) {
      wanted.put(site, still.get());
    } else {
      wanted.remove(site);
    }
  }

  private SortedMap<SiteId, Optional<Peer>> exceptions(
      Collection<SiteId> sites, Map<SiteId, Peer> peers) {
    SortedMap<SiteId, Optional<Peer>> exceptions = new TreeMap<>();
    for (SiteId site : sites) {
      Optional<Peer> peer = Optional.ofNullable(peers.get(site));
      if (candidates.containsKey(site) && peer.filter(this::asItCame).isEmpty()) {
        exceptions.put(site, peer);
      }
    }
    return exceptions;
  }

  private boolean asItCame(Peer peer) {
    SiteId site = peer.record().site();
    return now.copy().record(site).equals(Optional.of(peer.recordText()))
        && peer.facts().map(KnownFacts::signed).equals(now.copy().facts(site));
  }
}
