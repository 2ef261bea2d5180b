package io.filigree.edge.trust;

import io.filigree.edge.trust.Refusal.Reason;
import io.filigree.protocol.key.Ed25519Verifier;
import io.filigree.protocol.name.SiteId;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a {@link PeerList} of a verified roster: picks the linked sites, or for a relay all of
 * them, judges each, settles clashes.
 */
public final class PeerScreen {

  /** From so many lost peers on, losing more than half of them needs a flag (wire.md, Refusal). */
  private static final int MASS = 4;

  private final TrustRoot root;
  private final Ed25519Verifier verifier;
  private final boolean relay;

  /** For a site. */
  public PeerScreen(TrustRoot root, Ed25519Verifier verifier) {
    this(root, verifier, false);
  }

  private PeerScreen(TrustRoot root, Ed25519Verifier verifier, boolean relay) {
    this.root = root;
    this.verifier = verifier;
    this.relay = relay;
  }

  /** For a relay. */
  public static PeerScreen ofRelay(TrustRoot root, Ed25519Verifier verifier) {
    return new PeerScreen(root, verifier, true);
  }

  /** What counts now, given what counted before. */
  public PeerList screen(Optional<PeerList> before, Holdings now, HostFacts host) {
    LastGood lastGood = LastGood.of(before.map(PeerList::peers).orElse(new TreeMap<>()));
    return list(new Screening(root, check(host), before, lastGood, now));
  }

  /** What counts after a restart, given the peers' last good states from the disk. */
  public PeerList restore(LastGood lastGood, Holdings stored, HostFacts host) {
    return list(new Screening(root, check(host), Optional.empty(), lastGood, stored));
  }

  private PeerList list(Screening screening) {
    return relay ? screening.ofRelay() : screening.ofSite();
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
    boolean nobodysLoss = !relay && after.removed();
    return nobodysLoss || announced || lost < MASS || 2 * lost <= had
        ? Optional.empty()
        : Optional.of(Refusal.ofRoster(Reason.MASS_REMOVAL, lost + " of " + had + " peers"));
  }
}
