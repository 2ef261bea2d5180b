package io.filigree.edge.agent;

import io.filigree.edge.trust.HostFacts;
import io.filigree.protocol.feed.MeshCopy;
import java.util.Optional;

/**
 * What everybody knows and has under way who follows the feed, be it a site or a relay.
 *
 * @param started whether the first input was seen
 * @param damage why the peer list on the disk cannot be read; empty when it can, or once it no
 *     longer matters
 * @param host what no range may cover
 * @param reach whom to ask; empty before the first time
 */
public record FeedState(
    boolean started,
    Optional<String> damage,
    Knowledge knowledge,
    Contact contact,
    Asking asking,
    Disk disk,
    HostFacts host,
    Optional<Effect.Reach> reach,
    Chance chance) {

  /** Nothing was seen yet. */
  public static FeedState initial(HostFacts host, long seed) {
    return new FeedState(
        false,
        Optional.empty(),
        Knowledge.none(),
        Contact.never(Optional.empty()),
        Asking.atOnce(),
        Disk.idle(),
        host,
        Optional.empty(),
        new Chance(seed));
  }

  /** All documents of the newest verified peer list. */
  public MeshCopy held() {
    return knowledge.newest().map(list -> list.holdings().copy()).orElse(MeshCopy.empty());
  }
}
