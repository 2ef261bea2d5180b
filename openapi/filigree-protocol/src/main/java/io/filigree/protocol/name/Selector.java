package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A choice of sites: {@code *} for all, or {@code key=value} pairs of which each must be a label of
 * the site, such as {@code region=north,tier=store} or {@code site=store-a}.
 *
 * @param terms unmodifiable, sorted by key; empty means all
 */
public record Selector(SortedMap<String, String> terms) {

  private static final String EVERYTHING = "*";
  private static final Selector ALL = new Selector(new TreeMap<>());
  private static final int MAX_LENGTH = 512;

  public Selector {
    terms.forEach(Labels::check);
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }

  public static Selector all() {
    return ALL;
  }

  public static Selector site(SiteName name) {
    return new Selector(new TreeMap<>(Map.of(Labels.SITE, name.text())));
  }

  /**
   * @throws MalformedException if it is no selector, or names a key twice
   */
  public static Selector parse(String text) {
    if (text.equals(EVERYTHING)) {
      return ALL;
    }
    if (text.length() > MAX_LENGTH) {
      throw new MalformedException("a selector has at most " + MAX_LENGTH + " characters");
    }
    SortedMap<String, String> terms = new TreeMap<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      addTerm(terms, text.substring(from, to));
      from = to + 1;
    }
    return new Selector(terms);
  }

  private static void addTerm(SortedMap<String, String> terms, String term) {
    int equals = term.indexOf('=');
    if (equals < 0) {
      throw MalformedException.of(term, "is not key=value");
    }
    String key = term.substring(0, equals);
    if (terms.put(key, term.substring(equals + 1)) != null) {
      throw MalformedException.of(key, "stands twice in a selector");
    }
  }

  public boolean matches(SiteName name, Labels labels) {
    for (Map.Entry<String, String> term : terms.entrySet()) {
      String value =
          term.getKey().equals(Labels.SITE) ? name.text() : labels.values().get(term.getKey());
      if (!term.getValue().equals(value)) {
        return false;
      }
    }
    return true;
  }

  public boolean matches(Labelled site) {
    return matches(site.name(), site.labels());
  }

  /** As {@link #parse} reads it, sorted by key. */
  @Override
  public String toString() {
    return terms.isEmpty() ? EVERYTHING : join(terms);
  }

  static String join(SortedMap<String, String> pairs) {
    StringBuilder text = new StringBuilder();
    pairs.forEach((key, value) ->
        text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return text.toString();
  }
}
