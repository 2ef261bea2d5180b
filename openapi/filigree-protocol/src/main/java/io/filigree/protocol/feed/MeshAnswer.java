package io.filigree.protocol.feed;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonWriter;
import io.filigree.protocol.json.Utf8;
import io.filigree.protocol.key.Signature64;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.roster.Epoch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to {@code GET /edge/v1/mesh}: the same for whoever asks with the same cursor. Members
 * that this version does not know are ignored.
 *
 * @param cursor where the reader stands after it
 * @param epoch of the roster that the reader then holds
 * @param signature of the roster key over that roster
 * @param full true: this is everything; false: what changed since the reader's cursor
 * @param mesh the mesh record, if it changed or the answer is full
 * @param records site records that are new or changed
 * @param facts facts that are new or changed
 * @param removed sites that are gone; each takes its facts along
 */
public record MeshAnswer(
    Cursor cursor,
    Epoch epoch,
    Signature64 signature,
    boolean full,
    Optional<DocumentText> mesh,
    List<SiteEntry> records,
    List<FactsEntry> facts,
    List<SiteId> removed) {

  public MeshAnswer {
    records = List.copyOf(records);
    facts = List.copyOf(facts);
    removed = List.copyOf(removed);
    if (full && (mesh.isEmpty() || !removed.isEmpty())) {
      throw new MalformedException("a full answer has a mesh record and removes nothing");
    }
  }

  /**
   * @throws MalformedException if it is no such answer
   */
  public static MeshAnswer parse(String json) {
    return parse(new ByteArrayInputStream(Utf8.encode(json)));
  }

  /**
   * Reads a body as it comes: neither its text nor a tree of its values is ever held, so that
   * 10,000 sites fit a small heap.
   *
   * @throws MalformedException if it is no such answer
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public static MeshAnswer parse(InputStream json) {
    return parse(json, MeshCopy.empty());
  }

  /**
   * The same for a reader who holds a mesh already: what a full answer says once more is not held
   * twice.
   *
   * @throws MalformedException if it is no such answer
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public static MeshAnswer parse(InputStream json, MeshCopy held) {
    EntryCollector<SiteEntry> records =
        new EntryCollector<>("records", fields -> SiteEntry.parse(fields).orHeld(held));
    EntryCollector<FactsEntry> facts =
        new EntryCollector<>("facts", fields -> FactsEntry.parse(fields).orHeld(held));
    JsonFields fields =
        JsonFields.of(
            Json.parse(json, JsonLimits.ANSWER, Map.of("records", records, "facts", facts)));
    return new MeshAnswer(
        fields.text("cursor", Cursor::parse),
        new Epoch(fields.integer("epoch", 0, Long.MAX_VALUE)),
        fields.text("signature", Signature64::parse),
        fields.flag("full"),
        fields.optionalText("mesh", DocumentText::of),
        records.of(fields),
        facts.of(fields),
        fields.texts("removed", SiteId::parse));
  }

  public String toJson() {
    JsonWriter json = new JsonWriter(512 + 600 * records.size() + 500 * facts.size());
    write(json);
    return json.toString();
  }

  /**
   * Writes the same bytes without ever holding all of them.
   *
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public void write(OutputStream out) {
    JsonWriter json = JsonWriter.to(out);
    write(json);
    json.flush();
  }

  private void write(JsonWriter json) {
    json.beginObject();
    json.name("cursor").text(cursor.toString());
    json.name("epoch").number(epoch.value());
    json.name("signature").text(signature.text());
    json.name("full").bool(full);
    mesh.ifPresent(record -> json.name("mesh").text(record.text()));
    json.name("records").beginArray();
    records.forEach(entry -> entry.write(json));
    json.endArray().name("facts").beginArray();
    facts.forEach(entry -> entry.write(json));
    json.endArray().name("removed").beginArray();
    removed.forEach(site -> json.text(site.toString()));
    json.endArray().endObject();
  }
}
