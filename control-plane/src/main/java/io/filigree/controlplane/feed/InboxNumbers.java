package io.filigree.controlplane.feed;

import io.filigree.protocol.name.SiteId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The number of every site's inbox, as this process knows it, so that a waiting edge costs no SQL.
 * Bounded by the sites that have an inbox row.
 */
final class InboxNumbers {

  private final Map<SiteId, Long> numbers = new ConcurrentHashMap<>();

  /** The number of a site's inbox; 0 before anything was put in. */
  long number(SiteId site) {
    return numbers.getOrDefault(site, 0L);
  }

  /** The inbox has another number. */
  void set(SiteId site, long number) {
    numbers.put(site, number);
  }

  /** Takes over what the database says. */
  void replace(Map<SiteId, Long> stored) {
    numbers.putAll(stored);
    numbers.keySet().retainAll(stored.keySet());
  }
}
