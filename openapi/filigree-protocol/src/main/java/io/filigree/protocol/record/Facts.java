package io.filigree.protocol.record;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.JsonArray;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.JsonValue;
import io.filigree.protocol.key.ExportKey;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.MeshId;
import io.filigree.protocol.name.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * What a site says of itself, signed by its identity key.
 *
 * @param counter numbers the site's facts from the record's {@code minCounter} on, upwards only
 * @param reads highest document format that the site understands
 * @param nextWireGuardKey the key that will follow while the site rotates
 * @param listenPort UDP port of its WireGuard interface
 * @param candidates where it may be reached, best first, at most {@value #MAX_CANDIDATES}
 * @param exportKey key of its cluster agent
 */
public record Facts(
    MeshId mesh,
    SiteId site,
    long counter,
    int reads,
    WireGuardPublicKey wireGuardKey,
    Optional<WireGuardPublicKey> nextWireGuardKey,
    int listenPort,
    List<Candidate> candidates,
    Optional<ExportKey> exportKey) {

  private static final int MAX_CANDIDATES = 8;
  private static final int MAX_PORT = 65_535;

  public Facts {
    candidates = List.copyOf(candidates);
    if (counter < 1) {
      throw new MalformedException("counter", "is below 1");
    }
    if (listenPort < 1 || listenPort > MAX_PORT) {
      throw new MalformedException("listenPort", "is not between 1 and " + MAX_PORT);
    }
    if (candidates.size() > MAX_CANDIDATES) {
      throw new MalformedException("candidates", "are more than " + MAX_CANDIDATES);
    }
  }

  /** Facts of a site that reads this format, rotates no key and exports nothing. */
  public static Facts of(
      MeshId mesh,
      SiteId site,
      long counter,
      WireGuardPublicKey wireGuardKey,
      int listenPort,
      List<Candidate> candidates) {
    return new Facts(
        mesh,
        site,
        counter,
        Format.FORMAT,
        wireGuardKey,
        Optional.empty(),
        listenPort,
        candidates,
        Optional.empty());
  }

  /**
   * @throws UnknownFormatException if they are of a format that this version cannot read
   * @throws MalformedException if they are anything else than facts
   */
  public static Facts parse(DocumentText document) {
    JsonFields fields = document.fields();
    Format.check(fields);
    Facts facts =
        new Facts(
            fields.text("mesh", MeshId::parse),
            fields.text("site", SiteId::parse),
            fields.integer("counter", 1, Long.MAX_VALUE),
            Format.readReads(fields),
            fields.text("wireGuardKey", WireGuardPublicKey::parse),
            fields.optionalText("nextWireGuardKey", WireGuardPublicKey::parse),
            (int) fields.integer("listenPort", 1, MAX_PORT),
            fields.objects("candidates", Candidate::parse),
            fields.optionalText("exportKey", ExportKey::parse));
    fields.refuseUnknown();
    return facts;
  }

  /** Writes the document; done once, by the site itself. */
  public DocumentText write() {
    return DocumentText.of(
        JsonObject.builder()
            .put("format", Format.FORMAT)
            .put("mesh", mesh.toString())
            .put("site", site.toString())
            .put("counter", counter)
            .put("reads", reads)
            .put("wireGuardKey", wireGuardKey.toString())
            .putText("nextWireGuardKey", nextWireGuardKey)
            .put("listenPort", listenPort)
            .put(
                "candidates",
                new JsonArray(candidates.stream().<JsonValue>map(Candidate::toJson).toList()))
            .putText("exportKey", exportKey)
            .build());
  }
}
