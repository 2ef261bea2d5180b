package io.filigree.protocol.name;

import java.util.List;

/**
 * Who peers with whom in a mesh.
 *
 * @param list two sites peer if one of these joins them; empty means nobody peers
 */
public record Links(List<Link> list) {

  private static final Links ALL = new Links(List.of(new Link(Selector.all(), Selector.all())));

  public Links {
    list = List.copyOf(list);
  }

  /** The default: all with all. */
  public static Links all() {
    return ALL;
  }

  /** Whether two different sites peer. */
  public boolean joins(Labelled a, Labelled b) {
    for (Link link : list) {
      if (link.joins(a, b)) {
        return true;
      }
    }
    return false;
  }
}
