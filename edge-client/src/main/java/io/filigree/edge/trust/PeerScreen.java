package io.filigree.edge.trust;

import io.filigree.edge.trust.Refusal.Reason;
import io.filigree.edge.trust.SiteCheck.Reading;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SiteRecord;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a {@link PeerList} of a verified roster: picks the linked sites, judges each, settles
 * clashes.
 */
public final class PeerScreen {

  /** From so many lost peers on, losing more than half of them needs a flag (wire.md, Refusal). */
  private static final int MASS = 4;

  private final TrustRoot root;
  private final Ed25519Verifier verifier;

  public PeerScreen(TrustRoot root, Ed25519Verifier verifier) {
    this.root = root;
    this.verifier = verifier;
  }

  /** What counts now, given what counted before. */
  public PeerList screen(Optional<PeerList> before, Holdings now, HostFacts host) {
    SortedMap<SiteId, Peer> peers = before.map(PeerList::peers).orElse(new TreeMap<>());
    return new Screening(before, peers, now, host).list();
  }

  /** What counts after a restart, given the peers' last good states from the disk. */
  public PeerList restore(SortedMap<SiteId, Peer> lastGood, Holdings stored, HostFacts host) {
    return new Screening(Optional.empty(), lastGood, stored, host).list();
  }

  /** More than half of the peers gone at once, and the signed mesh record does not announce it. */
  public Optional<Refusal> massRemoval(PeerList before, PeerList after) {
    int had = before.peers().size();
    int lost = 0;
    for (SiteId site : before.peers().keySet()) {
      lost += after.peers().containsKey(site) ? 0 : 1;
    }
    boolean announced =
        after
            .mesh()
            .massRemovalEpoch()
            .filter(epoch -> epoch > before.holdings().epoch().value())
            .filter(epoch -> epoch <= after.holdings().epoch().value())
            .isPresent();
    return after.removed() || announced || lost < MASS || 2 * lost <= had
        ? Optional.empty()
        : Optional.of(Refusal.ofRoster(Reason.MASS_REMOVAL, lost + " of " + had + " peers"));
  }

  /** One run of the screen; holds what its steps share. */
  private final class Screening {

    private final Optional<PeerList> before;
    private final SortedMap<SiteId, Peer> lastGood;
    private final Holdings now;
    private final MeshRecord mesh;
    private final SiteCheck check;
    private final SortedMap<SiteId, Candidate> candidates = new TreeMap<>();
    private final SortedMap<SiteId, Refusal> refusals = new TreeMap<>();

    Screening(
        Optional<PeerList> before, SortedMap<SiteId, Peer> lastGood, Holdings now, HostFacts host) {
      this.before = before;
      this.lastGood = lastGood;
      this.now = now;
      this.mesh = MeshRecord.parse(now.meshRecord());
      this.check = new SiteCheck(root, verifier, host);
    }

    PeerList list() {
      Optional<SiteRecord> own = own();
      SortedMap<SiteId, Peer> peers = own.isPresent() ? peers(own.get()) : new TreeMap<>();
      return new PeerList(now, mesh, own, candidates, peers, new ArrayList<>(refusals.values()));
    }

    /**
     * A record of ours that we cannot read is refused like any other; one of another box is not.
     */
    private Optional<SiteRecord> own() {
      Optional<DocumentText> text = now.copy().record(root.site());
      if (text.isEmpty()) {
        return Optional.empty();
      }
      return switch (check.read(root.site(), text.get())) {
        case Reading.Understood(SiteRecord record) ->
            Optional.of(record)
                .filter(own -> own.identityKey().equals(Optional.of(root.identity())));
        case Reading.Refused(Refusal refusal) -> {
          refusals.put(root.site(), refusal);
          yield before.flatMap(PeerList::own);
        }
      };
    }

    private SortedMap<SiteId, Peer> peers(SiteRecord own) {
      boolean comparable =
          before.isPresent()
              && before.get().own().equals(Optional.of(own))
              && before.get().mesh().equals(mesh);
      for (Map.Entry<SiteId, DocumentText> entry : now.copy().records().entrySet()) {
        SiteId site = entry.getKey();
        if (!site.equals(root.site())) {
          boolean unchanged = comparable && before.get().unchanged(site, now);
          Optional<Candidate> candidate =
              unchanged
                  ? Optional.ofNullable(before.get().candidates().get(site))
                  : judge(own, site, entry.getValue());
          candidate.ifPresent(judged -> take(site, judged));
        }
      }
      return settle(own);
    }

    private void take(SiteId site, Candidate candidate) {
      candidates.put(site, candidate);
      candidate.refusal().ifPresent(refusal -> refusals.put(site, refusal));
    }

    /** Empty when the site is not linked to us. */
    private Optional<Candidate> judge(SiteRecord own, SiteId site, DocumentText text) {
      Optional<Peer> last = Optional.ofNullable(lastGood.get(site));
      return switch (check.read(site, text)) {
        case Reading.Refused(Refusal refusal) ->
            Optional.of(new Candidate(Optional.empty(), last, Optional.of(refusal)));
        case Reading.Understood(SiteRecord record) ->
            linked(own, record)
                ? Optional.of(check.judge(record, text, facts(site), last))
                : Optional.empty();
      };
    }

    private boolean linked(SiteRecord own, SiteRecord record) {
      return mesh.links().joins(own, record);
    }

    private Optional<SignedFacts> facts(SiteId site) {
      return now.copy().facts(site);
    }

    /** Whoever loses a clash falls back to its last good state, and if that clashes too, is out. */
    private SortedMap<SiteId, Peer> settle(SiteRecord own) {
      SortedMap<SiteId, Peer> wanted = new TreeMap<>();
      candidates.forEach((site, candidate) -> candidate.peer().ifPresent(p -> wanted.put(site, p)));
      Clashes clashes = new Clashes(root, mesh, own, lastGood);
      SortedMap<SiteId, Refusal> losers = clashes.find(wanted);
      while (!losers.isEmpty()) {
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
      Optional<Peer> last = Optional.ofNullable(lastGood.get(site));
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
  }
}
