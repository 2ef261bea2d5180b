package io.filigree.edge.relay;

import java.util.Iterator;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of sites with the relay itself, by index. An own index carries the tag of its site,
 * so that a packet of a session that a restart has forgotten still says whose it is.
 */
final class OwnSessions {

  /** WireGuard's keys die at 180 s; the rest is for late packets. */
  static final long LIFE = Seconds.of(240);

  /** Of one site: the current one, the one before, and a few that never came into use. */
  private static final int MOST_OF_SITE = 6;

  private static final int COUNTER_BITS = 8;
  private static final int COUNTER_MASK = (1 << COUNTER_BITS) - 1;

  private final IntTable<OwnSession> byIndex = new IntTable<>();
  private final int mask;
  private int counter;

  /**
   * @param mask secret and the same at every start
   */
  OwnSessions(int mask) {
    this.mask = mask;
  }

  int size() {
    return byIndex.size();
  }

  @Nullable OwnSession get(int index) {
    return byIndex.get(index);
  }

  /**
   * A new index for a session with that site; empty if all it can have are in use.
   *
   * @param taken whether an index is in use elsewhere, by a challenge
   */
  OptionalInt newIndex(Site site, IntPredicate taken) {
    for (int i = 0; i <= COUNTER_MASK; i++) {
      counter = (counter + 1) & COUNTER_MASK;
      int index = ((site.tag() << COUNTER_BITS) | counter) ^ mask;
      if (byIndex.get(index) == null && !taken.test(index)) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  /** The tag in an own index; any number has one, so it is only a guess until proven. */
  int tagOf(int index) {
    return (index ^ mask) >>> COUNTER_BITS;
  }

  /** Takes a session up; the least useful one of that site makes room. */
  void add(OwnSession session) {
    Site site = session.site();
    if (site.sessions.size() >= MOST_OF_SITE) {
      remove(leastUseful(site));
    }
    site.sessions.addLast(session);
    byIndex.put(session.transport().localIndex(), session);
  }

  private static OwnSession leastUseful(Site site) {
    for (OwnSession session : site.sessions) {
      if (!session.confirmed) {
        return session;
      }
    }
    return site.sessions.getFirst();
  }

  private void remove(OwnSession session) {
    session.site().sessions.remove(session);
    byIndex.remove(session.transport().localIndex());
  }

  /** Ends all sessions of a site. */
  void removeAll(Site site) {
    for (OwnSession session : site.sessions) {
      byIndex.remove(session.transport().localIndex());
    }
    site.sessions.clear();
  }

  void sweep(Iterable<Site> sites, long now) {
    for (Site site : sites) {
      Iterator<OwnSession> sessions = site.sessions.iterator();
      while (sessions.hasNext()) {
        OwnSession session = sessions.next();
        if (now - session.born() > LIFE) {
          sessions.remove();
          byIndex.remove(session.transport().localIndex());
        }
      }
    }
  }
}
