package io.filigree.controlplane.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a token may do; each role may do all that those before it may. */
public enum Role {
  /** Reads everything but secrets. */
  @JsonProperty("viewer")
  VIEWER,
  /** Changes meshes: sites, ranges, join tokens. */
  @JsonProperty("operator")
  OPERATOR,
  /** Makes and removes meshes and tokens. */
  @JsonProperty("admin")
  ADMIN;

  boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As it stands in the database. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role ofColumn(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
