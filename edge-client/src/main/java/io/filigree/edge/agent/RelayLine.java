package io.filigree.edge.agent;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One relay of the mesh, as this site sees it.
 *
 * @param endpoint where packets to it go: an address once its name has one
 * @param handshake when a session with it last came about; empty if never
 * @param quality how well it answers; empty before it was asked
 * @param seen where it sees this site; empty while it has not said
 */
public record RelayLine(
    String name,
    String endpoint,
    Standing standing,
    Optional<Instant> handshake,
    Optional<Quality> quality,
    String seen) {

  /** What is known of a relay. */
  public enum Standing {
    /** There is a session with it, and it answers. */
    ANSWERS,
    /** It was called or asked, and nothing came. */
    SILENT,
    /** Nothing tells yet. */
    UNTRIED;

    /** As it is written everywhere. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
