package io.filigree.edge.coordinator;

import io.filigree.protocol.join.JoinToken;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.IdentityKey;
import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a box asks for when it joins.
 *
 * @param token the join token; only its id and secret travel
 * @param name the name it wants; empty when the token settles it
 * @param identityKey the key it will be known by
 * @param ranges ranges it brings
 * @param plan prefix lengths it wants from the mesh's pools, by kind
 */
public record JoinRequest(
    JoinToken token,
    Optional<SiteName> name,
    IdentityKey identityKey,
    List<Range> ranges,
    Map<String, Integer> plan) {

  public JoinRequest {
    ranges = List.copyOf(ranges);
    plan = Map.copyOf(plan);
  }

  String json() {
    JsonObject.Builder json =
        JsonObject.builder().put("token", token.credential()).putText("name", name);
    json.put("identityKey", identityKey.toString());
    if (!ranges.isEmpty()) {
      json.put("ranges", rangesJson());
    }
    if (!plan.isEmpty()) {
      JsonObject.Builder prefixes = JsonObject.builder();
      plan.forEach(prefixes::put);
      json.put("plan", prefixes.build());
    }
    return json.build().toJson();
  }

  private JsonArray rangesJson() {
    List<JsonValue> values = new ArrayList<>();
    for (Range range : ranges) {
      values.add(
          JsonObject.builder()
              .put("kind", range.kind().toString())
              .put("cidr", range.cidr().toString())
              .put("routed", range.routed())
              .build());
    }
    return new JsonArray(values);
  }

  @Override
  public String toString() {
    return "JoinRequest[" + name + ", ***]";
  }
}
