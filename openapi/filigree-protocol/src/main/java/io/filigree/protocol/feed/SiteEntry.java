package io.filigree.protocol.feed;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonWriter;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import java.util.Optional;

/**
 * A site record in an answer.
 *
 * @param site where the record belongs; not signed, so a reader compares it with the record's own
 */
public record SiteEntry(SiteId site, DocumentText record) {

  static SiteEntry parse(JsonFields fields) {
    return new SiteEntry(
        fields.text("site", SiteId::parse), fields.text("record", DocumentText::of));
  }

  /** The same, with the reader's own object where that says the same. */
  SiteEntry orHeld(MeshCopy held) {
    Optional<DocumentText> same = held.record(site).filter(record::equals);
    return same.isPresent() ? new SiteEntry(site, same.get()) : this;
  }

  void write(JsonWriter json) {
    json.beginObject().name("site").text(site.toString());
    json.name("record").text(record.text()).endObject();
  }
}
