package io.filigree.edge.trust;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.record.StaticPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A site we are linked to, in its last good state.
 *
 * @param record what the roster says of it
 * @param recordText the same, byte for byte
 * @param facts what it says of itself; empty for a static peer, and for a site not heard of yet
 */
public record Peer(SiteRecord record, DocumentText recordText, Optional<KnownFacts> facts) {

  public String name() {
    return record.name().toString();
  }

  /** The key it is configured under; empty while it has not announced one. */
  public Optional<WireGuardPublicKey> wireGuardKey() {
    return record
        .staticPeer()
        .map(StaticPeer::wireGuardKey)
        .or(() -> facts.map(known -> known.facts().wireGuardKey()));
  }

  /** The key it is about to change to; empty while it is not. */
  public Optional<WireGuardPublicKey> nextWireGuardKey() {
    return facts.flatMap(known -> known.facts().nextWireGuardKey());
  }

  /** All WireGuard keys it lays claim to: the current one, and the next one while it rotates. */
  List<WireGuardPublicKey> claimedKeys() {
    List<WireGuardPublicKey> keys = new ArrayList<>();
    wireGuardKey().ifPresent(keys::add);
    nextWireGuardKey().ifPresent(keys::add);
    return keys;
  }

  /** The ranges that are routed to it. */
  public List<Cidr> routed() {
    return routed(record);
  }

  static List<Cidr> routed(SiteRecord record) {
    List<Cidr> routed = new ArrayList<>();
    for (Range range : record.ranges()) {
      if (range.routed()) {
        routed.add(range.cidr());
      }
    }
    return routed;
  }

  /**
   * What of this state survives a newer record: nothing of another identity, no facts below the
   * record's minimum. So a changed identity key removes the old WireGuard key at once.
   */
  Optional<Peer> under(SiteRecord newer) {
    if (!newer.identityKey().equals(record.identityKey())) {
      return Optional.empty();
    }
    boolean factsStand =
        facts.filter(known -> known.facts().counter() >= newer.minCounter()).isPresent();
    return Optional.of(factsStand ? this : new Peer(record, recordText, Optional.empty()));
  }
}
