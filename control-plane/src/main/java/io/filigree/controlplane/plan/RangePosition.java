package io.filigree.controlplane.plan;

import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Cidr;

/**
 * A place in the list of a mesh's ranges, which is in address order; equal ranges are told apart by
 * their row.
 */
public record RangePosition(Cidr cidr, long id) {

  /** Before the first range: no private range sorts below it. */
  public static final RangePosition START = new RangePosition(Cidr.parse("10.0.0.0/8"), 0);

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws MalformedException if it is anything else
   */
  public static RangePosition parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0 || !text.substring(space + 1).matches("[0-9]{1,18}")) {
      throw MalformedException.of(text, "is no place in a list of ranges");
    }
    return new RangePosition(
        Cidr.parse(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
  }

  @Override
  public String toString() {
    return cidr + " " + id;
  }
}
