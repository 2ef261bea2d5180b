package io.filigree.edge.coordinator;

import io.filigree.edge.relay.agent.RelayNews;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonObject;

/** What a relay says of itself, as JSON. */
final class RelayNewsBody {

  private RelayNewsBody() {}

  static String write(RelayNews news) {
    return JsonObject.builder()
        .put("counter", news.counter())
        .put("wireGuardKey", news.wireGuardKey().toString())
        .put("endpoints", JsonArray.ofTexts(news.endpoints()))
        .build()
        .toJson();
  }
}
