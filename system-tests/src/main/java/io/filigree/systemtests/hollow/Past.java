package io.filigree.systemtests.hollow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was true at each of the last revisions, so that an edge can be told what changed since. */
final class Past {

  private static final int REMEMBERED = 256;

  private final Map<String, Holdings> byCursor =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Holdings> eldest) {
          return size() > REMEMBERED;
        }
      };

  void remember(String cursor, Holdings holdings) {
    byCursor.put(cursor, holdings);
  }

  Optional<Holdings> at(String cursor) {
    return Optional.ofNullable(byCursor.get(cursor));
  }
}
