package io.filigree.protocol.record;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.digest.Digest;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.JsonObject;
import io.filigree.protocol.json.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The exact text of a signed document. It is what is signed, stored, sent and compared; it is never
 * written again from what was understood of it. Instances are immutable.
 */
public final class DocumentText {

  private final String text;

  /** Computed when first asked for; a race computes it twice, and both are right. */
  private @Nullable Digest sha256;

  private DocumentText(String text) {
    this.text = text;
  }

  /**
   * Takes any well-formed text; whether it is a document is seen when it is parsed.
   *
   * @throws MalformedException if it holds half of a surrogate pair
   */
  public static DocumentText of(String text) {
    if (!Utf8.isWellFormed(text)) {
      throw new MalformedException("holds half of a surrogate pair");
    }
    return new DocumentText(text);
  }

  /**
   * @throws MalformedException if the bytes are not UTF-8
   */
  public static DocumentText ofBytes(byte[] bytes) {
    return new DocumentText(Utf8.decode(bytes));
  }

  static DocumentText of(JsonObject object) {
    return of(object.toJson());
  }

  public String text() {
    return text;
  }

  /** The signed bytes, UTF-8. */
  public byte[] bytes() {
    return Utf8.encode(text);
  }

  public Digest sha256() {
    Digest known = sha256;
    if (known == null) {
      known = Digest.sha256(bytes());
      sha256 = known;
    }
    return known;
  }

  /** The members of the JSON object that this is. */
  JsonFields fields() {
    return JsonFields.of(Json.parse(text, JsonLimits.DOCUMENT));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DocumentText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
