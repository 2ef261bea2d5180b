package io.filigree.protocol.name;

/** The one shape all names share: letters and digits at both ends, more inside. */
final class Grammar {

  private Grammar() {}

  /** {@code [a-z0-9]([a-z0-9<inner>]{0,max-2}[a-z0-9])?}, with upper case letters if allowed. */
  static boolean matches(String text, int max, String inner, boolean upperCase) {
    int length = text.length();
    if (length < 1 || length > max) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean inside = i > 0 && i < length - 1;
      if (!isAlphanumeric(c, upperCase) && !(inside && inner.indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  static boolean isDnsLabel(String text) {
    return matches(text, 32, "-", false);
  }

  private static boolean isAlphanumeric(char c, boolean upperCase) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (upperCase && c >= 'A' && c <= 'Z');
  }
}
