package io.filigree.protocol;

/**
 * A text from outside that is not what it should be: which field, and why in English.
 *
 * <p>A value that parses itself does not know what field it stands in and leaves {@link #field()}
 * empty; whoever knows adds it by {@link #in}. The message is fit for logs and answers: it holds at
 * most {@value #MAX_QUOTED} characters of the input and no control character.
 */
public class MalformedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_QUOTED = 64;

  private final String field;
  private final String reason;

  /**
   * @param field path of the field, such as {@code ranges[2].cidr}; empty if not known yet
   * @param reason what is wrong, without text from outside unless by {@link #quote}
   */
  public MalformedException(String field, String reason) {
    super(reason);
    this.field = field;
    this.reason = reason;
  }

  public MalformedException(String reason) {
    this("", reason);
  }

  /** The input, quoted and cut, and what is wrong with it. */
  public static MalformedException of(String input, String why) {
    return new MalformedException(quote(input) + " " + why);
  }

  /** {@code input} as it may be shown: cut, and printable ASCII only. */
  public static String quote(String input) {
    int shown = Math.min(input.length(), MAX_QUOTED);
    StringBuilder text = new StringBuilder(shown + 5).append('"');
    for (int i = 0; i < shown; i++) {
      char c = input.charAt(i);
      text.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return text.append(shown < input.length() ? "...\"" : "\"").toString();
  }

  /** Field and reason, fit for logs and answers; never null. */
  @Override
  public String getMessage() {
    return field.isEmpty() ? reason : field + ": " + reason;
  }

  /** Path of the field; empty if not known. */
  public String field() {
    return field;
  }

  public String reason() {
    return reason;
  }

  /** The same complaint seen from the object around: {@code cidr} in {@code ranges[2]}. */
  public MalformedException in(String parent) {
    return new MalformedException(path(parent), reason);
  }

  /** This field's path under {@code parent}. */
  protected final String path(String parent) {
    if (field.isEmpty()) {
      return parent;
    }
    return field.charAt(0) == '[' ? parent + field : parent + "." + field;
  }
}
