package io.filigree.edge.metrics;

import java.util.Locale;

/** What the numbers of a {@link Family} do. */
enum Kind {
  /** Only grows, but starts again at 0. */
  COUNTER,
  GAUGE;

  /** As a TYPE line names it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
