package io.filigree.protocol.record;

import io.filigree.protocol.MalformedException;
import java.util.Locale;

/** Enum constants as documents write them: in lower case. */
final class Words {

  private Words() {}

  static <E extends Enum<E>> E parse(String text, E[] constants) {
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw MalformedException.of(text, "is not one of " + list(constants));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String list(Enum<?>[] constants) {
    StringBuilder words = new StringBuilder();
    for (Enum<?> constant : constants) {
      words.append(words.isEmpty() ? "" : ", ").append(word(constant));
    }
    return words.toString();
  }
}
