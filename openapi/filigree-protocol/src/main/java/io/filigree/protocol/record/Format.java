package io.filigree.protocol.record;

import io.filigree.protocol.json.JsonFields;

/** The format of documents: a new field is a new format. */
public final class Format {

  /** The format written here, and the only one read. */
  public static final int FORMAT = 1;

  private static final int MAX = 65_535;

  private Format() {}

  /** Reads {@code format}, before anything that another format may say in another way. */
  static void check(JsonFields fields) {
    int format = (int) fields.integer("format", 1, MAX);
    if (format != FORMAT) {
      throw new UnknownFormatException(format);
    }
  }

  static int readReads(JsonFields fields) {
    return (int) fields.integer("reads", 1, MAX);
  }
}
