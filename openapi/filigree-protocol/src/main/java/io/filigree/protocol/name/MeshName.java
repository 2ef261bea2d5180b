package io.filigree.protocol.name;

import io.filigree.protocol.MalformedException;

/**
 * The name of a mesh, unique in its coordinator: a DNS label.
 *
 * @param text at most 32 characters of {@code [a-z0-9-]}, neither first nor last a hyphen
 */
public record MeshName(String text) implements Comparable<MeshName> {

  public MeshName {
    if (!Grammar.isDnsLabel(text)) {
      throw MalformedException.of(
          text, "is not a name: 1 to 32 of a-z, 0-9 and -, and no - at either end");
    }
  }

  /**
   * @throws MalformedException if it is no such name
   */
  public static MeshName parse(String text) {
    return new MeshName(text);
  }

  @Override
  public int compareTo(MeshName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
