package io.filigree.protocol.record;

import io.filigree.protocol.MalformedException;

/** A document, honest perhaps, of a format that this version cannot read. */
public final class UnknownFormatException extends MalformedException {

  private static final long serialVersionUID = 1L;

  private final int format;

  public UnknownFormatException(int format) {
    this("format", format);
  }

  private UnknownFormatException(String field, int format) {
    super(field, "is " + format + ", and this version reads " + Format.FORMAT);
    this.format = format;
  }

  /** The document's format. */
  public int format() {
    return format;
  }

  @Override
  public UnknownFormatException in(String parent) {
    return new UnknownFormatException(path(parent), format);
  }
}
