package io.filigree.protocol.feed;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonWriter;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.SignedFacts;

/**
 * A site's facts in an answer.
 *
 * @param site where the facts belong; not signed, so a reader compares it with the facts' own
 */
public record FactsEntry(SiteId site, SignedFacts facts) {

  static FactsEntry parse(JsonFields fields) {
    return new FactsEntry(fields.text("site", SiteId::parse), SignedFacts.parse(fields));
  }

  void write(JsonWriter json) {
    json.beginObject().name("site").text(site.toString());
    json.name("facts").text(facts.document().text());
    json.name("signature").text(facts.signature().text()).endObject();
  }
}
