package io.filigree.protocol.net;

/** Writes addresses. */
final class AddressText {

  private AddressText() {}

  static String v4(long bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xff)
        + "."
        + (bits >>> 8 & 0xff)
        + "."
        + (bits & 0xff);
  }

  /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zeros as ::. */
  static String v6(long high, long low) {
    int[] groups = groups(high, low);
    int run = longestRun(groups);
    int runEnd = run < 0 ? -1 : zerosEnd(groups, run);
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < groups.length; i++) {
      if (i == run) {
        text.append("::");
        i = runEnd - 1;
        continue;
      }
      if (i > 0 && i != runEnd) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static int[] groups(long high, long low) {
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      int shift = 48 - 16 * i;
      groups[i] = (int) (high >>> shift & 0xffff);
      groups[i + 4] = (int) (low >>> shift & 0xffff);
    }
    return groups;
  }

  /** Where the first longest run of at least two zeros begins, or -1. */
  private static int longestRun(int[] groups) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < groups.length; i++) {
      int end = zerosEnd(groups, i);
      if (end - i > length) {
        best = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    return best;
  }

  private static int zerosEnd(int[] groups, int from) {
    int end = from;
    while (end < groups.length && groups[end] == 0) {
      end++;
    }
    return end;
  }
}
