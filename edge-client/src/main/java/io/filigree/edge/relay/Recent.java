package io.filigree.edge.relay;

import org.jspecify.annotations.Nullable;

/**
 * The last few receivers of a site's initiations, the latest first: the next is likely among them.
 */
final class Recent {

  /** As many as a site keeps warm peers. */
  static final int SIZE = 32;

  private final @Nullable Site[] sites = new @Nullable Site[SIZE];

  /** The one at that place; null where there is none. */
  @Nullable Site get(int place) {
    return sites[place];
  }

  /** Puts the site first; the others step back as far as where it stood. */
  void toFront(Site site) {
    int place = 0;
    while (place < SIZE - 1 && sites[place] != null && sites[place] != site) {
      place++;
    }
    for (; place > 0; place--) {
      sites[place] = sites[place - 1];
    }
    sites[0] = site;
  }

  void clear() {
    for (int i = 0; i < SIZE; i++) {
      sites[i] = null;
    }
  }
}
