package io.filigree.edge.agent;

import io.filigree.protocol.feed.Cursor;
import io.filigree.protocol.net.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The host names in peers' endpoints and what they resolve to. Names are resolved late, beside the
 * apply and never in it; while one does not resolve, its last address stays in use.
 *
 * @param of the peer list that they are taken from
 */
record Names(Map<String, Lookup> lookups, Optional<Cursor> of) {

  private static final long FIRST_RETRY = 5_000;
  private static final long REFRESH = 300_000;

  Names {
    lookups = Map.copyOf(lookups);
  }

  /**
   * @param address the last address it resolved to
   * @param failures how many look-ups in a row have failed
   * @param nextAt when to look it up next, in milliseconds
   * @param inFlight whether a look-up is out
   */
  record Lookup(Optional<IpAddress> address, int failures, long nextAt, boolean inFlight) {

    static final Lookup NEVER = new Lookup(Optional.empty(), 0, Long.MIN_VALUE, false);

    boolean due(Now now) {
      return !inFlight && now.millis() >= nextAt;
    }

    boolean unresolvable() {
      return failures > 0 && address.isEmpty();
    }
  }

  static Names none() {
    return new Names(Map.of(), Optional.empty());
  }

  /** Only these names are of interest from now on. */
  Names wanted(Collection<String> hosts, Optional<Cursor> list) {
    Map<String, Lookup> kept = new TreeMap<>();
    for (String host : hosts) {
      kept.put(host, lookups.getOrDefault(host, Lookup.NEVER));
    }
    return new Names(kept, list);
  }

  Optional<IpAddress> address(String host) {
    Lookup lookup = lookups.get(host);
    return lookup == null ? Optional.empty() : lookup.address();
  }

  boolean unresolvable(String host) {
    Lookup lookup = lookups.get(host);
    return lookup != null && lookup.unresolvable();
  }

  List<String> due(Now now) {
    return lookups.entrySet().stream()
        .filter(entry -> entry.getValue().due(now))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  long nextAt() {
    long earliest = Long.MAX_VALUE;
    for (Lookup lookup : lookups.values()) {
      earliest = lookup.inFlight() ? earliest : Math.min(earliest, lookup.nextAt());
    }
    return earliest;
  }

  Names asked(String host) {
    Lookup old = lookups.getOrDefault(host, Lookup.NEVER);
    return with(host, new Lookup(old.address(), old.failures(), old.nextAt(), true));
  }

  /** A look-up came back; empty means that it failed. */
  Names resolved(String host, Optional<IpAddress> address, Now now, Chance chance) {
    Lookup old = lookups.get(host);
    if (old == null) {
      return this;
    }
    if (address.isPresent()) {
      return with(host, new Lookup(address, 0, now.millis() + chance.jitter(REFRESH), false));
    }
    long pause = Math.min(REFRESH, FIRST_RETRY << Math.min(old.failures(), 6));
    long next = now.millis() + chance.jitter(pause);
    return with(host, new Lookup(old.address(), old.failures() + 1, next, false));
  }

  private Names with(String host, Lookup lookup) {
    Map<String, Lookup> changed = new TreeMap<>(lookups);
    changed.put(host, lookup);
    return new Names(changed, of);
  }
}
