package io.filigree.edge.doctor;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists for a sentence. */
final class Few {
  private static final int SHOWN = 4;

  private Few() {}

  /** Such as {@code a, b, c, d and 7 more}. */
  static String of(Collection<?> things) {
    String first =
        things.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "));
    return things.size() <= SHOWN ? first : first + " and " + (things.size() - SHOWN) + " more";
  }
}
