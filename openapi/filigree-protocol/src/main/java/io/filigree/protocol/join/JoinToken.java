package io.filigree.protocol.join;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.json.Json;
import io.filigree.protocol.json.JsonFields;
import io.filigree.protocol.json.JsonLimits;
import io.filigree.protocol.json.Utf8;
import io.filigree.protocol.key.Base64Url;
import java.security.SecureRandom;

/**
 * One string that brings address and trust: {@code fg1.<base64url JSON>.<id>.<secret>}. The secret
 * part is shown by {@link #toText} and {@link #credential} and by nothing else.
 */
public final class JoinToken {

  private static final String PREFIX = "fg1";
  private static final int MAX_LENGTH = 8192;
  private static final int MAX_ID = 64;
  private static final int SECRET_BYTES = 32;

  private final TrustAnchor trust;
  private final String id;
  private final String secret;

  private JoinToken(TrustAnchor trust, String id, String secret) {
    this.trust = trust;
    this.id = checkId(id);
    this.secret = checkSecret(secret);
  }

  /**
   * @param id public name of the token: 1 to 64 of {@code A-Z a-z 0-9 - _}
   * @param secret 32 random bytes as base64url
   */
  public static JoinToken of(TrustAnchor trust, String id, String secret) {
    return new JoinToken(trust, id, secret);
  }

  /** A fresh secret for {@link #of}. */
  public static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64Url.encode(bytes);
  }

  /**
   * Reads a token; white space around it, as a file has it, is ignored.
   *
   * @throws MalformedException without any part of the token in its message
   */
  public static JoinToken parse(String text) {
    String token = text.strip();
    String[] parts = token.length() > MAX_LENGTH ? new String[0] : token.split("\\.", -1);
    if (parts.length != 4 || !parts[0].equals(PREFIX)) {
      throw new MalformedException("is not a join token (" + PREFIX + ".<trust>.<id>.<secret>)");
    }
    String json = Utf8.decode(Base64Url.decode(parts[1]));
    JsonFields fields = JsonFields.of(Json.parse(json, JsonLimits.DOCUMENT));
    return new JoinToken(TrustAnchor.parse(fields), parts[2], parts[3]);
  }

  /** What the new site may believe. */
  public TrustAnchor trust() {
    return trust;
  }

  /** The token's public name. */
  public String id() {
    return id;
  }

  /** {@code <id>.<secret>}, which the join request brings. */
  public String credential() {
    return id + "." + secret;
  }

  /** The whole token, secret included. */
  public String toText() {
    String json = trust.toJson().toJson();
    return PREFIX + "." + Base64Url.encode(Utf8.encode(json)) + "." + credential();
  }

  private static String checkId(String id) {
    boolean good = !id.isEmpty() && id.length() <= MAX_ID;
    for (int i = 0; good && i < id.length(); i++) {
      char c = id.charAt(i);
      good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
    }
    if (!good) {
      throw new MalformedException("has no id of 1 to " + MAX_ID + " of A-Z, a-z, 0-9, - and _");
    }
    return id;
  }

  private static String checkSecret(String secret) {
    Base64Url.decode(secret, SECRET_BYTES);
    return secret;
  }

  @Override
  public String toString() {
    return "JoinToken[" + id + ", ***]";
  }
}
