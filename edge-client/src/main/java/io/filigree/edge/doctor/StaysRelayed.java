package io.filigree.edge.doctor;

import io.filigree.edge.agent.Hindrance;
import io.filigree.edge.agent.NatType;
import io.filigree.edge.agent.Path;
import io.filigree.edge.agent.Reach;
import io.filigree.edge.agent.StatusPage;
import io.filigree.edge.agent.StatusPage.PeerLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Peers that declare where anybody reaches them, and were tried there in vain. That two sites
 * behind NAT stay at a relay is no fault, and no finding.
 */
final class StaysRelayed implements Check.OfSite {

  /** Some two minutes of trying: a cut that heals by itself is shorter. */
  private static final int OFTEN = 4;

  /** What is said of a peer that declares no endpoint, or may be just now. */
  private static final Set<Hindrance> OF_HIDDEN =
      EnumSet.of(Hindrance.NO_HOLE, Hindrance.NO_WAY, Hindrance.TRYING);

  @Override
  public List<Finding> look(Patient patient, Joined joined) {
    Optional<StatusPage> page = joined.status().filter(shown -> joined.runs());
    List<PeerLine> stuck =
        page.map(StatusPage::peers).orElse(List.of()).stream().filter(StaysRelayed::stuck).toList();
    return stuck.isEmpty() ? List.of() : List.of(finding(page.orElseThrow(), stuck));
  }

  private static boolean stuck(PeerLine peer) {
    int failures = peer.reach().tried().map(Reach.Tried::failures).orElse(0);
    boolean hidden = peer.reach().hindrance().filter(OF_HIDDEN::contains).isPresent();
    return peer.path() == Path.RELAYED && failures >= OFTEN && !hidden;
  }

  private static Finding finding(StatusPage page, List<PeerLine> stuck) {
    List<String> tried =
        stuck.stream()
            .map(peer ->
                peer.name() + " at " + peer.reach().tried().map(Reach.Tried::endpoint).orElse("?"))
            .toList();
    return Finding.warning(
        "peer-stays-relayed",
        "reached through a relay, though a direct way is declared: " + Few.of(tried),
        "a firewall there must let UDP in to that port, and one here must let it out" + ours(page),
        "filigree status");
  }

  private static String ours(StatusPage page) {
    boolean symmetric = page.nat().type() == NatType.SYMMETRIC;
    return symmetric ? "; the symmetric NAT before this site is no hindrance to that" : "";
  }
}
