package io.filigree.protocol.record;

import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.key.Signature64;

/**
 * Facts as they travel: the document and the signature over it, not yet verified.
 *
 * @param document the exact text
 * @param signature over the facts statement
 */
public record SignedFacts(DocumentText document, Signature64 signature) {

  /** Reads {@code {facts, signature}}; other members are ignored. */
  public static SignedFacts parse(JsonFields fields) {
    return new SignedFacts(
        fields.text("facts", DocumentText::of), fields.text("signature", Signature64::parse));
  }

  /** {@code {facts, signature}}, as an edge puts it. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("facts", document.text())
        .put("signature", signature.text())
        .build();
  }
}
