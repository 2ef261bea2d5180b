package io.filigree.protocol.feed;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonWriter;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.SignedFacts;
import java.util.Optional;

/**
 * A site's facts in an answer.
 *
 * @param site where the facts belong; not signed, so a reader compares it with the facts' own
 */
public record FactsEntry(SiteId site, SignedFacts facts) {

  static FactsEntry parse(JsonFields fields) {
    return new FactsEntry(fields.text("site", SiteId::parse), SignedFacts.parse(fields));
  }

  /** The same, with the reader's own object where that says the same. */
  FactsEntry orHeld(MeshCopy held) {
    Optional<SignedFacts> same = held.facts(site).filter(facts::equals);
    return same.isPresent() ? new FactsEntry(site, same.get()) : this;
  }

  void write(JsonWriter json) {
    json.beginObject().name("site").text(site.toString());
    json.name("facts").text(facts.document().text());
    json.name("signature").text(facts.signature().text()).endObject();
  }
}
