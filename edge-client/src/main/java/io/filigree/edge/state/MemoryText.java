package io.filigree.edge.state;

import io.filigree.edge.agent.Memory;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.feed.MeshAnswer;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.SignedFacts;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A journal entry as text: what we know about the answer, a tab, and the answer as the coordinator
 * sent it. Neither holds a raw tab.
 */
final class MemoryText {

  private static final char TAB = '\t';

  private MemoryText() {}

  static String write(Memory memory) {
    return about(memory) + TAB + memory.answer().toJson();
  }

  /** The same for an entry that is too long to be held. */
  static void write(Memory memory, OutputStream out) throws IOException {
    out.write((about(memory) + TAB).getBytes(StandardCharsets.UTF_8));
    try {
      memory.answer().write(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String about(Memory memory) {
    List<JsonValue> exceptions = new ArrayList<>();
    for (Map.Entry<SiteId, Optional<Memory.Site>> entry : memory.exceptions().entrySet()) {
      exceptions.add(exception(entry.getKey(), entry.getValue()));
    }
    JsonObject.Builder about = JsonObject.builder().putText("wall", memory.wall());
    about.put("exceptions", new JsonArray(exceptions));
    return about.build().toJson();
  }

  private static JsonObject exception(SiteId site, Optional<Memory.Site> good) {
    JsonObject.Builder json = JsonObject.builder().put("site", site.toString());
    if (good.isPresent()) {
      json.put("record", good.get().record().text());
      good.get().facts().ifPresent(facts -> json.put("facts", facts.toJson()));
    }
    return json.build();
  }

  /**
   * @throws MalformedException if it is no such entry
   */
  static Memory read(InputStream line) throws IOException {
    InputStream in = new BufferedInputStream(line);
    JsonFields about = JsonFields.of(Json.parse(beforeTab(in), JsonLimits.ANSWER));
    SortedMap<SiteId, Optional<Memory.Site>> exceptions = new TreeMap<>();
    for (Named named : about.objects("exceptions", MemoryText::named)) {
      exceptions.put(named.site(), named.good());
    }
    return new Memory(answer(in), exceptions, about.optionalText("wall", MemoryText::instant));
  }

  private static MeshAnswer answer(InputStream in) throws IOException {
    try {
      return MeshAnswer.parse(in);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static byte[] beforeTab(InputStream in) throws IOException {
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    for (int next = in.read(); next != TAB; next = in.read()) {
      if (next < 0) {
        throw new MalformedException("is no entry of a journal");
      }
      before.write(next);
    }
    return before.toByteArray();
  }

  private static Named named(JsonFields fields) {
    Optional<SignedFacts> facts = fields.optionalObject("facts", SignedFacts::parse);
    return new Named(
        fields.text("site", SiteId::parse),
        fields
            .optionalText("record", DocumentText::of)
            .map(record -> new Memory.Site(record, facts)));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedException("is no time");
    }
  }

  private record Named(SiteId site, Optional<Memory.Site> good) {}
}
