package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;

/**
 * The name of a site or relay, unique in its mesh: a DNS label such as {@code store-a}.
 *
 * @param text at most 32 characters of {@code [a-z0-9-]}, neither first nor last a hyphen
 */
public record SiteName(String text) implements Comparable<SiteName> {

  public SiteName {
    if (!Grammar.isDnsLabel(text)) {
      throw MalformedException.of(
          text, "is not a name: 1 to 32 of a-z, 0-9 and -, and no - at either end");
    }
  }

  /**
   * @throws MalformedException if it is no such name
   */
  public static SiteName parse(String text) {
    return new SiteName(text);
  }

  @Override
  public int compareTo(SiteName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
