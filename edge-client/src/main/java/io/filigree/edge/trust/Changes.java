package io.filigree.edge.trust;

import io.filigree.protocol.name.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Compares two maps by walking through both at once. */
final class Changes {

  private Changes() {}

  /** The sites to which the maps give different values, or that only one of them has. */
  static <V> List<SiteId> between(SortedMap<SiteId, V> before, SortedMap<SiteId, V> after) {
    List<Map.Entry<SiteId, V>> old = new ArrayList<>(before.entrySet());
    List<Map.Entry<SiteId, V>> now = new ArrayList<>(after.entrySet());
    List<SiteId> changed = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      int order = order(old, i, now, j);
      if (order != 0 || !old.get(i).getValue().equals(now.get(j).getValue())) {
        changed.add(order <= 0 ? old.get(i).getKey() : now.get(j).getKey());
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return changed;
  }

  /** Which of two places comes first; one behind the end comes last. */
  private static <V> int order(
      List<Map.Entry<SiteId, V>> old, int i, List<Map.Entry<SiteId, V>> now, int j) {
    if (i == old.size()) {
      return 1;
    }
    return j == now.size() ? -1 : old.get(i).getKey().compareTo(now.get(j).getKey());
  }
}
