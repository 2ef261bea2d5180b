package io.filigree.edge.agent;

import io.filigree.protocol.feed.FactsEntry;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.SignedFacts;
import java.util.List;

/** An honest answer that something on the way has changed where no digest covers it. */
final class Spoilt {

  private Spoilt() {}

  /** Under the facts of that site stands another signature. */
  static MeshAnswer signature(MeshAnswer honest, SiteId site) {
    List<FactsEntry> facts =
        honest.facts().stream()
            .map(entry -> entry.site().equals(site) ? unsigned(entry) : entry)
            .toList();
    return new MeshAnswer(
        honest.cursor(),
        honest.epoch(),
        honest.signature(),
        honest.full(),
        honest.mesh(),
        honest.records(),
        facts,
        honest.removed());
  }

  private static FactsEntry unsigned(FactsEntry entry) {
    Signature64 other = Signature64.ofBytes(new byte[64]);
    return new FactsEntry(entry.site(), new SignedFacts(entry.facts().document(), other));
  }
}
