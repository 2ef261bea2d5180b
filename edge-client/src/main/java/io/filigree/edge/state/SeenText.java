package io.filigree.edge.state;

import io.filigree.edge.agent.Seen;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was seen as lines of JSON: the first of a file says everything, each later one a change. */
final class SeenText {

  private SeenText() {}

  static String write(Seen.Changes changes, Optional<Instant> wall) {
    List<JsonValue> entries = new ArrayList<>();
    for (Map.Entry<WireGuardPublicKey, Optional<Seen.Met>> entry : changes.met().entrySet()) {
      JsonObject.Builder json = JsonObject.builder().put("key", entry.getKey().toBase64());
      if (entry.getValue().isPresent()) {
        Seen.Met where = entry.getValue().get();
        json.put("endpoint", where.endpoint().toString()).put("announced", where.announced());
      }
      entries.add(json.build());
    }
    return JsonObject.builder()
        .putText("wall", wall)
        .put("met", new JsonArray(entries))
        .put("talked", keys(changes.talked()))
        .put("quiet", keys(changes.quiet()))
        .build()
        .toJson();
  }

  static String write(Seen whole) {
    return write(whole.since(Seen.nothing()), whole.wall());
  }

  private static JsonArray keys(Set<WireGuardPublicKey> keys) {
    return JsonArray.ofTexts(keys.stream().map(WireGuardPublicKey::toBase64).toList());
  }

  /**
   * @throws MalformedException if these are no such lines
   */
  static Seen read(List<String> lines) {
    Map<WireGuardPublicKey, Seen.Met> met = new HashMap<>();
    Set<WireGuardPublicKey> talked = new HashSet<>();
    Optional<Instant> wall = Optional.empty();
    for (String line : lines) {
      JsonFields fields = JsonFields.of(Json.parse(line, JsonLimits.ANSWER));
      for (Entry entry : fields.objects("met", SeenText::entry)) {
        if (entry.where().isPresent()) {
          met.put(entry.key(), entry.where().get());
        } else {
          met.remove(entry.key());
        }
      }
      talked.addAll(fields.optionalTexts("talked", WireGuardPublicKey::parseBase64));
      fields.optionalTexts("quiet", WireGuardPublicKey::parseBase64).forEach(talked::remove);
      Optional<Instant> newer = fields.optionalText("wall", SeenText::instant);
      wall = newer.isPresent() ? newer : wall;
    }
    return new Seen(met, talked, wall);
  }

  private static Entry entry(JsonFields fields) {
    Optional<Endpoint> endpoint = fields.optionalText("endpoint", Endpoint::parse);
    long announced =
        fields.optionalInteger("announced", Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(0L);
    return new Entry(
        fields.text("key", WireGuardPublicKey::parseBase64),
        endpoint.map(where -> new Seen.Met(where, (int) announced)));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedException("is no time");
    }
  }

  private record Entry(WireGuardPublicKey key, Optional<Seen.Met> where) {}
}
