package io.filigree.edge.doctor;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names that others made, before they may stand in a command for a person to paste. */
final class Word {
  /** An interface, a unit, a chain: nothing a shell would see anything in. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_./-]{0,200}");

  private Word() {}

  static Optional<String> name(String text) {
    return NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  /** A path as an argument in a shell; quoted where it holds anything out of the ordinary. */
  static String path(Object path) {
    String text = path.toString();
    return PATH.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
