package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operator says of a site: {@code region=north}. The label {@code site} is implicit (the
 * site's name) and cannot be set.
 *
 * @param values unmodifiable, sorted by key, at most {@value #MAX}
 */
public record Labels(SortedMap<String, String> values) {

  /** The implicit label. */
  public static final String SITE = "site";

  private static final Labels NONE = new Labels(new TreeMap<>());
  private static final int MAX = 32;
  private static final int MAX_LENGTH = 63;

  public Labels {
    if (values.size() > MAX) {
      throw new MalformedException("there are more than " + MAX + " labels");
    }
    values.forEach(Labels::check);
    if (values.containsKey(SITE)) {
      throw new MalformedException(SITE, "is implicit and cannot be set");
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Labels none() {
    return NONE;
  }

  /**
   * @throws MalformedException with the key as its field
   */
  public static Labels of(Map<String, String> values) {
    return new Labels(new TreeMap<>(values));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  static void check(String key, String value) {
    if (!Grammar.matches(key, MAX_LENGTH, "._/-", false)) {
      throw MalformedException.of(
          key, "is not a label key: 1 to 63 of a-z, 0-9, ., _, / and -, alphanumeric at both ends");
    }
    if (!Grammar.matches(value, MAX_LENGTH, "._-", true)) {
      throw new MalformedException(
          key,
          MalformedException.quote(value)
              + " is not a label value: 1 to 63 of A-Z, a-z, 0-9, ., _ and -, alphanumeric at both"
              + " ends");
    }
  }

  @Override
  public String toString() {
    return Selector.join(values);
  }
}
