package io.filigree.systemtests.system;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.systemtests.system.Http.Answer;
import java.util.Map;

/** A mesh, as its operator handles it. */
public final class Mesh {

  private final Operator operator;
  private final String name;

  Mesh(Operator operator, String name) {
    this.operator = operator;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** A single-use token for the site of this name, which brings its own ranges. */
  public String token(String site) {
    return token(JsonObject.builder().put("site", site).put("ownRanges", true));
  }

  /** A token for any number of sites. */
  public String reusableToken() {
    return token(JsonObject.builder().put("singleUse", false).put("ownRanges", true));
  }

  /** A single-use token that is bound to no name. */
  public String openToken() {
    return token(JsonObject.builder().put("ownRanges", true));
  }

  /** A single-use token for a relay. */
  public String relayToken() {
    return token(JsonObject.builder().put("kind", "relay"));
  }

  private String token(JsonObject.Builder wish) {
    return operator
        .send("POST", path("/join-tokens"), wish.build().toJson())
        .expect(201)
        .json()
        .text("token");
  }

  /** Removes the site. */
  public void remove(String site) {
    operator.send("DELETE", path("/sites/" + site), "", fresh("/sites/" + site)).expect(204);
  }

  /** Removes the relay. */
  public void removeRelay(String relay) {
    String path = "/relays/" + relay;
    operator.send("DELETE", path(path), "", fresh(path)).expect(204);
  }

  /** What the coordinator tells of a relay; {@code /status} behind its name for its health. */
  public JsonFields relay(String relay) {
    return operator.send("GET", path("/relays/" + relay), "").expect(200).json();
  }

  /** Gives the site a label: the smallest change that every edge must hear of. */
  public void label(String site, String key, String value) {
    JsonObject labels = JsonObject.builder().put(key, value).build();
    String body = JsonObject.builder().put("labels", labels).build().toJson();
    operator.send("PATCH", path("/sites/" + site), body, fresh("/sites/" + site)).expect(200);
  }

  private Map<String, String> fresh(String what) {
    Answer answer = operator.send("GET", path(what), "").expect(200);
    return Map.of("If-Match", answer.whole().headers().firstValue("ETag").orElseThrow());
  }

  /** Where an edge stands that holds everything: {@code <revision>.<digest>}. */
  public String cursor() {
    return operator.send("GET", path("/roster"), "").expect(200).json().text("cursor");
  }

  private String path(String rest) {
    return "/api/v1/meshes/" + name + rest;
  }
}
