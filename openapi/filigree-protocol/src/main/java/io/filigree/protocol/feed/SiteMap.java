package io.filigree.protocol.feed;

import io.filigree.protocol.name.SiteId;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map sorted by site id, in two arrays: 10,000 sites cost 80 KB beside their documents. */
final class SiteMap<V> extends AbstractMap<SiteId, V> {

  private final List<SiteId> ids;
  private final List<V> values;

  SiteMap() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  private SiteMap(List<SiteId> ids, List<V> values) {
    this.ids = ids;
    this.values = values;
  }

  /** A map of its own that can be changed until it is published. */
  SiteMap<V> copy() {
    return new SiteMap<>(new ArrayList<>(ids), new ArrayList<>(values));
  }

  /** Where the site is, or {@code -1 - i} if it is not there and belongs before {@code i}. */
  int find(SiteId site) {
    int last = ids.size() - 1;
    // new sites come last, and full answers are in order
    if (last < 0 || ids.get(last).compareTo(site) < 0) {
      return -1 - ids.size();
    }
    return Collections.binarySearch(ids, site);
  }

  /** Adds the sites to which the other map gives another value, or none, or only the other one. */
  void differences(SiteMap<V> other, Set<SiteId> sites) {
    int mine = 0;
    int theirs = 0;
    while (mine < ids.size() || theirs < other.ids.size()) {
      int order = order(mine, other, theirs);
      if (order != 0 || !values.get(mine).equals(other.values.get(theirs))) {
        sites.add(order <= 0 ? ids.get(mine) : other.ids.get(theirs));
      }
      mine += order <= 0 ? 1 : 0;
      theirs += order >= 0 ? 1 : 0;
    }
  }

  /** Which of two places comes first; one behind the end comes last. */
  private int order(int mine, SiteMap<V> other, int theirs) {
    if (mine == ids.size()) {
      return 1;
    }
    return theirs == other.ids.size() ? -1 : ids.get(mine).compareTo(other.ids.get(theirs));
  }

  void insert(int index, SiteId site, V value) {
    ids.add(index, site);
    values.add(index, value);
  }

  V replace(int index, V value) {
    return values.set(index, value);
  }

  V removeAt(int index) {
    ids.remove(index);
    return values.remove(index);
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int index = key instanceof SiteId site ? find(site) : -1;
    return index < 0 ? null : values.get(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public int size() {
    return ids.size();
  }

  @Override
  public Set<Map.Entry<SiteId, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<SiteId, V>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return ids.size();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<SiteId, V>> {

    private int next;

    @Override
    public boolean hasNext() {
      return next < ids.size();
    }

    @Override
    public Map.Entry<SiteId, V> next() {
      int index = next++;
      return Map.entry(ids.get(index), values.get(index));
    }
  }
}
