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
    List<JsonValue> exceptions = new ArrayList<>();
    for (Map.Entry<SiteId, Optional<Memory.Site>> entry : memory.exceptions().entrySet()) {
      exceptions.add(exception(entry.getKey(), entry.getValue()));
    }
    JsonObject.Builder about = JsonObject.builder().putText("wall", memory.wall());
    about.put("exceptions", new JsonArray(exceptions));
    return about.build().toJson() + TAB + memory.answer().toJson();
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
  static Memory parse(String line) {
    int tab = line.indexOf(TAB);
    if (tab < 0) {
      throw new MalformedException("is no entry of a journal");
    }
    JsonFields about = JsonFields.of(Json.parse(line.substring(0, tab), JsonLimits.ANSWER));
    SortedMap<SiteId, Optional<Memory.Site>> exceptions = new TreeMap<>();
    for (Named named : about.objects("exceptions", MemoryText::named)) {
      exceptions.put(named.site(), named.good());
    }
    return new Memory(
        MeshAnswer.parse(line.substring(tab + 1)),
        exceptions,
        about.optionalText("wall", MemoryText::instant));
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
