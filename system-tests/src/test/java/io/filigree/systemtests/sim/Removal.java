package io.filigree.systemtests.sim;

import io.filigree.edge.plan.SiteView;
import io.filigree.edge.trust.KnownFacts;
import io.filigree.edge.trust.Peer;
import io.filigree.edge.trust.PeerList;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.record.StaticPeer;
import io.filigree.protocol.roster.FactsStatement;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A peer that was taken away, and the documents that must say so. They are read here once more,
 * without the client's own judgement.
 *
 * @param list what the client believed
 * @param view what it made of it
 */
record Removal(PeerList list, SiteView view, WireGuardPublicKey key) {

  /** Whether its site is gone, is no longer linked, or has another key. */
  boolean isJustified(Optional<SiteId> owner) {
    Optional<DocumentText> text = owner.flatMap(list.holdings().copy()::record);
    if (text.isEmpty()) {
      return true;
    }
    SiteRecord record = SiteRecord.parse(text.get());
    boolean linked = list.mesh().links().joins(view.own(), record);
    return !linked || !currentKey(record).equals(Optional.of(key));
  }

  private Optional<WireGuardPublicKey> currentKey(SiteRecord record) {
    return record.staticPeer().isPresent()
        ? record.staticPeer().map(StaticPeer::wireGuardKey)
        : newestFacts(record).map(Facts::wireGuardKey);
  }

  /** A restored database may hold older facts than the client has verified before. */
  private Optional<Facts> newestFacts(SiteRecord record) {
    Optional<Facts> told =
        list.holdings().copy().facts(record.site()).map(signed -> Facts.parse(signed.document()));
    Optional<SignedFacts> good =
        Optional.ofNullable(list.peers().get(record.site()))
            .flatMap(Peer::facts)
            .map(KnownFacts::signed)
            .filter(signed ->
                FactsStatement.verify(
                    signed, record.identityKey().orElseThrow(), KeyedDigest::verify));
    return Stream.concat(told.stream(), good.stream().map(signed -> Facts.parse(signed.document())))
        .max(Comparator.comparingLong(Facts::counter));
  }
}
