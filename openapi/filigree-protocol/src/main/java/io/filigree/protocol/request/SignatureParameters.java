package io.filigree.protocol.request;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.key.Ed25519PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a signature (RFC 9421, 2.3), those of the profile and no others.
 *
 * @param created seconds since 1970
 */
record SignatureParameters(long created, Ed25519PublicKey keyId, Optional<String> nonce) {

  private static final int MAX_LENGTH = 512;

  /** Decimal digits of the year 5138. */
  private static final int MAX_DIGITS = 11;

  private static final int MAX_NONCE = 64;

  SignatureParameters {
    nonce.ifPresent(SignatureParameters::checkNonce);
  }

  String write(Iterable<String> covered) {
    String text =
        SignatureBase.list(covered)
            + ";created="
            + created
            + ";keyid=\""
            + keyId.text()
            + "\";alg=\"ed25519\"";
    return nonce.map(value -> text + ";nonce=\"" + value + "\"").orElse(text);
  }

  /**
   * @param text what follows the list of components: {@code ;created=...}, in any order
   */
  static SignatureParameters parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedException("has more than " + MAX_LENGTH + " characters");
    }
    Map<String, String> parameters = split(text);
    if (!"\"ed25519\"".equals(parameters.remove("alg"))) {
      throw new MalformedException("alg is not \"ed25519\"");
    }
    SignatureParameters read =
        new SignatureParameters(
            seconds(take(parameters, "created")),
            Ed25519PublicKey.parse(unquoted(take(parameters, "keyid"))),
            Optional.ofNullable(parameters.remove("nonce")).map(SignatureParameters::unquoted));
    if (!parameters.isEmpty()) {
      throw new MalformedException("has a parameter that the profile does not know");
    }
    return read;
  }

  private static Map<String, String> split(String text) {
    Map<String, String> parameters = new HashMap<>();
    int at = 0;
    while (at < text.length()) {
      int next = text.indexOf(';', at + 1);
      int end = next < 0 ? text.length() : next;
      int equals = text.indexOf('=', at);
      if (text.charAt(at) != ';' || equals < 0 || equals > end) {
        throw new MalformedException("is not a list of parameters");
      }
      String name = text.substring(at + 1, equals);
      if (parameters.put(name, text.substring(equals + 1, end)) != null) {
        throw new MalformedException("has a parameter twice");
      }
      at = end;
    }
    return parameters;
  }

  private static String take(Map<String, String> parameters, String name) {
    String value = parameters.remove(name);
    if (value == null) {
      throw new MalformedException("has no " + name);
    }
    return value;
  }

  private static long seconds(String digits) {
    if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
      throw new MalformedException("created is not a time");
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedException("created is not a time");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    if (last < 1 || value.charAt(0) != '"' || value.charAt(last) != '"') {
      throw new MalformedException("has a parameter without quotes");
    }
    return value.substring(1, last);
  }

  /** Only base64url characters: nothing in a nonce can end its quotes or a header's line. */
  private static void checkNonce(String nonce) {
    boolean plain = !nonce.isEmpty() && nonce.length() <= MAX_NONCE;
    for (int i = 0; plain && i < nonce.length(); i++) {
      char c = nonce.charAt(i);
      plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
    }
    if (!plain) {
      throw new MalformedException("nonce is not 1 to 64 of A-Z, a-z, 0-9, - and _");
    }
  }
}
