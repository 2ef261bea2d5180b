package io.filigree.protocol.net;

import io.filigree.protocol.MalformedException;
import java.util.Arrays;

/** Reads address literals; a leading zero, which some read as octal, is not a number here. */
final class AddressParser {

  /** {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255}. */
  private static final int MAX_LENGTH = 45;

  private static final int GROUPS = 8;

  private final String text;
  private final int[] groups = new int[GROUPS];
  private int count;

  /** Number of groups before {@code ::}; -1 while none was seen. */
  private int gap = -1;

  private AddressParser(String text) {
    this.text = text;
  }

  static IpAddress parse(String text) {
    AddressParser parser = new AddressParser(text);
    if (text.length() > MAX_LENGTH) {
      throw parser.bad();
    }
    return text.indexOf(':') < 0 ? new IpAddress(true, 0, parser.dotted(0)) : parser.v6();
  }

  private IpAddress v6() {
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      at = group(at);
    }
    if (gap < 0 ? count != GROUPS : count == GROUPS) {
      throw bad();
    }
    closeGap();
    return new IpAddress(false, half(0), half(4));
  }

  /** Reads the group at {@code at} and the colons after it. */
  private int group(int at) {
    int end = text.indexOf(':', at);
    if (end >= 0) {
      add(hex(at, end));
      return colons(end);
    }
    if (text.indexOf('.', at) >= 0) {
      long tail = dotted(at);
      add((int) (tail >>> 16));
      add((int) (tail & 0xffff));
    } else {
      add(hex(at, text.length()));
    }
    return text.length();
  }

  private int colons(int at) {
    int next = at + 1;
    if (next == text.length()) {
      throw bad();
    }
    if (text.charAt(next) != ':') {
      return next;
    }
    if (gap >= 0) {
      throw bad();
    }
    gap = count;
    return next + 1;
  }

  private void add(int group) {
    if (count == GROUPS) {
      throw bad();
    }
    groups[count++] = group;
  }

  private void closeGap() {
    if (gap >= 0) {
      int after = count - gap;
      System.arraycopy(groups, gap, groups, GROUPS - after, after);
      Arrays.fill(groups, gap, GROUPS - after, 0);
    }
  }

  private long half(int from) {
    return (long) groups[from] << 48
        | (long) groups[from + 1] << 32
        | (long) groups[from + 2] << 16
        | groups[from + 3];
  }

  private int hex(int from, int to) {
    if (from == to || to - from > 4) {
      throw bad();
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw bad();
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private long dotted(int from) {
    long value = 0;
    int at = from;
    for (int octet = 0; octet < 4; octet++) {
      int end = octet < 3 ? text.indexOf('.', at) : text.length();
      if (end < 0) {
        throw bad();
      }
      value = value << 8 | octet(at, end);
      at = end + 1;
    }
    return value;
  }

  private int octet(int from, int to) {
    int value = Decimal.parse(text, from, to, 255);
    if (value < 0) {
      throw bad();
    }
    return value;
  }

  private MalformedException bad() {
    return MalformedException.of(text, "is not an IP address");
  }
}
