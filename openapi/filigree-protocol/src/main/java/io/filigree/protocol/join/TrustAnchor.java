package io.filigree.protocol.join;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.Pin;
import io.filigree.protocol.key.RecoveryKey;
import io.filigree.protocol.key.RosterKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.roster.Epoch;
import java.util.List;

/**
 * What a new site believes from its first moment: the public part of a join token.
 *
 * @param urls where the coordinator is asked, at least one
 * @param rosterKey signs the roster
 * @param recoveryKey signs changes of the roster key
 * @param minEpoch no older roster is believed
 * @param pins keys of the coordinator's own certificate authority; empty with a public one
 */
public record TrustAnchor(
    List<CoordinatorUrl> urls,
    MeshId mesh,
    RosterKey rosterKey,
    RecoveryKey recoveryKey,
    Epoch minEpoch,
    List<Pin> pins) {

  public TrustAnchor {
    urls = List.copyOf(urls);
    pins = List.copyOf(pins);
    if (urls.isEmpty()) {
      throw new MalformedException("urls", "is empty");
    }
  }

  /**
   * Reads a JSON object, the same as in a token. Members that this version does not know are
   * refused: a token is a promise about all it says.
   *
   * @throws MalformedException if it is no such object
   */
  public static TrustAnchor parse(JsonFields fields) {
    TrustAnchor trust =
        new TrustAnchor(
            fields.texts("urls", CoordinatorUrl::parse),
            fields.text("mesh", MeshId::parse),
            fields.text("rosterKey", RosterKey::parse),
            fields.text("recoveryKey", RecoveryKey::parse),
            new Epoch(fields.integer("minEpoch", 0, Long.MAX_VALUE)),
            fields.optionalTexts("pins", Pin::parse));
    fields.refuseUnknown();
    return trust;
  }

  public JsonObject toJson() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("urls", JsonArray.ofTexts(urls))
            .put("mesh", mesh.toString())
            .put("rosterKey", rosterKey.toString())
            .put("recoveryKey", recoveryKey.toString())
            .put("minEpoch", minEpoch.value());
    return (pins.isEmpty() ? json : json.put("pins", JsonArray.ofTexts(pins))).build();
  }
}
