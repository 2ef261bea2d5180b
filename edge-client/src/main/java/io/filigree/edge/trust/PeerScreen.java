package io.filigree.edge.trust;

import io.filigree.edge.trust.Refusal.Reason;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.name.SiteId;
import java.util.Optional;
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
    LastGood lastGood = LastGood.of(before.map(PeerList::peers).orElse(new TreeMap<>()));
    return new Screening(root, check(host), before, lastGood, now).list();
  }

  /** What counts after a restart, given the peers' last good states from the disk. */
  public PeerList restore(LastGood lastGood, Holdings stored, HostFacts host) {
    return new Screening(root, check(host), Optional.empty(), lastGood, stored).list();
  }

  private SiteCheck check(HostFacts host) {
    return new SiteCheck(root, verifier, host);
  }

  /** More than half of the peers gone at once, and the signed mesh record does not announce it. */
  public Optional<Refusal> massRemoval(PeerList before, PeerList after) {
    int had = before.peers().size();
    int lost = 0;
    for (SiteId site : after.changedSince(before)) {
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
}
