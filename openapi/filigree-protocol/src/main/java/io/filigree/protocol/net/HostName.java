package io.filigree.protocol.net;

import io.filigree.protocol.MalformedException;
import java.util.Locale;

/** Host names as RFC 1123 has them; what could be a number is an address or an error. */
final class HostName {

  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;

  private HostName() {}

  static String normalise(String host) {
    if (isLiteral(host)) {
      return IpAddress.parse(host).toString();
    }
    if (host.length() > MAX_LENGTH || !labelsAreNames(host)) {
      throw MalformedException.of(host, "is not an IP address or a host name");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  /**
   * With a colon, or a last label that is a number, it is an address or nothing: resolvers read
   * {@code 127.1} and {@code 0x7f} as addresses too.
   */
  static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || isNumber(host, host.lastIndexOf('.') + 1);
  }

  private static boolean isNumber(String host, int from) {
    if (host.startsWith("0x", from) || host.startsWith("0X", from)) {
      return true;
    }
    for (int i = from; i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean labelsAreNames(String host) {
    int from = 0;
    while (true) {
      int dot = host.indexOf('.', from);
      int to = dot < 0 ? host.length() : dot;
      if (!isLabel(host, from, to)) {
        return false;
      }
      if (dot < 0) {
        return true;
      }
      from = dot + 1;
    }
  }

  private static boolean isLabel(String host, int from, int to) {
    if (from == to || to - from > MAX_LABEL) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = host.charAt(i);
      boolean inside = i > from && i < to - 1;
      if (!isAlphanumeric(c) && !(inside && c == '-')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
}
