package io.filigree.protocol.request;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** The bytes that an HTTP message signature signs (RFC 9421, 2.5). */
final class SignatureBase {

  private SignatureBase() {}

  /**
   * @param components names and values of what is covered, in order
   * @param parameters the signature's parameters as they stand in {@code Signature-Input}
   */
  static byte[] bytes(Map<String, String> components, String parameters) {
    StringBuilder base = new StringBuilder(256);
    components.forEach(
        (name, value) -> base.append('"').append(name).append("\": ").append(value).append('\n'));
    base.append("\"@signature-params\": ").append(parameters);
    return base.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** {@code ("@method" "@path")}. */
  static String list(Iterable<String> names) {
    StringBuilder list = new StringBuilder("(");
    for (Iterator<String> each = names.iterator(); each.hasNext(); ) {
      list.append('"').append(each.next()).append(each.hasNext() ? "\" " : "\"");
    }
    return list.append(')').toString();
  }
}
