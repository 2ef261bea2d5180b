package io.filigree.edge.doctor;

/**
 * Something that is wrong.
 *
 * @param id stable, for scripts: lower-case words joined by dashes
 * @param severity how wrong
 * @param what what was found, on one line
 * @param why what it does to the mesh
 * @param fix the command that mends it, or that shows more where no single one does; made from
 *     checked values only
 */
public record Finding(String id, Severity severity, String what, String why, String fix) {
  private static final int MOST = 400;

  /** How wrong something is. */
  public enum Severity {
    /** Something that should work here does not. */
    BROKEN,
    /** It works, but not well, or not for long, or the cause is likely elsewhere. */
    WARNING
  }

  public Finding {
    what = shown(what);
    why = shown(why);
  }

  static Finding broken(String id, String what, String why, String fix) {
    return new Finding(id, Severity.BROKEN, what, why, fix);
  }

  static Finding warning(String id, String what, String why, String fix) {
    return new Finding(id, Severity.WARNING, what, why, fix);
  }

  /** Texts from tools and other machines end up here: a terminal must not obey them. */
  private static String shown(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && i < MOST; i++) {
      char c = text.charAt(i);
      plain.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return text.length() <= MOST ? plain.toString() : plain.append("...").toString();
  }
}
