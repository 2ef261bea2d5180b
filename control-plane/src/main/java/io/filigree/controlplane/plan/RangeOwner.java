package io.filigree.controlplane.plan;

import io.filigree.protocol.name.SiteName;
import java.util.Optional;

/**
 * Who owns a range.
 *
 * @param kind a relay owns one range, its address
 * @param name unique in the mesh among sites and relays
 */
public record RangeOwner(Kind kind, SiteName name) {

  /** What the owner is. */
  public enum Kind {
    SITE,
    RELAY
  }

  /** Its name, if it is a site. */
  public Optional<String> site() {
    return kind == Kind.SITE ? Optional.of(name.text()) : Optional.empty();
  }

  /** Its name, if it is a relay. */
  public Optional<String> relay() {
    return kind == Kind.RELAY ? Optional.of(name.text()) : Optional.empty();
  }

  /** In words: {@code site store-a}. */
  @Override
  public String toString() {
    return (kind == Kind.SITE ? "site " : "relay ") + name;
  }
}
