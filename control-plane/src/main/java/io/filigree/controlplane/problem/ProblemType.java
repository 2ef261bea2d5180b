package io.filigree.controlplane.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * A kind of problem that clients can tell from others for ever. Implemented by enums: the
 * constant's name in kebab case ends the {@code type} URI, so renaming one breaks clients.
 */
public interface ProblemType {
  /** Every type's URI begins with this; the rest is its name. */
  String BASE = "https://filigree.io/problems/";

  /** The enum constant's own name. */
  String name();

  /** The HTTP status of every such answer. */
  HttpStatus status();

  /** Short English text, the same for every occurrence. */
  String title();

  /** The name in kebab case: {@code range-overlap}. */
  default String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** RFC 9457 {@code type}. */
  default URI uri() {
    return URI.create(BASE + slug());
  }
}
