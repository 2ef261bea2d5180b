package io.filigree.edge.agent;

import io.filigree.edge.trust.Holdings;
import io.filigree.edge.trust.KnownFacts;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of the journal. A full answer makes it a snapshot; otherwise it continues the entry
 * before it.
 *
 * @param answer what the coordinator sent
 * @param exceptions sites whose last good state is not what the documents say; an empty value means
 *     that the site has none
 * @param wall the newest time of day known to be right; empty when none is
 */
public record Memory(
    MeshAnswer answer, SortedMap<SiteId, Optional<Site>> exceptions, Optional<Instant> wall) {

  public Memory {
    exceptions = Collections.unmodifiableSortedMap(new TreeMap<>(exceptions));
  }

  /** Everything in this list as one entry. */
  public static Memory of(PeerList list, Optional<Instant> wall) {
    Holdings held = list.holdings();
    MeshAnswer answer =
        held.copy().asFull(held.cursor().revision(), held.epoch(), held.signature());
    return new Memory(answer, exceptions(list), wall);
  }

  /** Where the list's last good states are not what its documents say. */
  static SortedMap<SiteId, Optional<Site>> exceptions(PeerList list) {
    SortedMap<SiteId, Optional<Site>> bytes = new TreeMap<>();
    for (Map.Entry<SiteId, Optional<Peer>> entry : list.exceptions().entrySet()) {
      bytes.put(entry.getKey(), entry.getValue().map(Site::of));
    }
    return bytes;
  }

  /** A site's last good state, as bytes. */
  public record Site(DocumentText record, Optional<SignedFacts> facts) {

    static Site of(Peer peer) {
      return new Site(peer.recordText(), peer.facts().map(KnownFacts::signed));
    }
  }
}
