package io.filigree.protocol.net;

/** Small decimal numbers: ASCII digits only, no sign, no leading zero. */
final class Decimal {

  private Decimal() {}

  /** The number in {@code text[from, to)}, or -1 if it is none or above {@code max}. */
  static int parse(String text, int from, int to, int max) {
    int length = to - from;
    if (length < 1 || length > 5 || (length > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= max ? value : -1;
  }
}
