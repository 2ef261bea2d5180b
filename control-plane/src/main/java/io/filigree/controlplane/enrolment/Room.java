package io.filigree.controlplane.enrolment;

import io.filigree.controlplane.plan.AddressPlan;
import io.filigree.controlplane.plan.Wish;
import io.filigree.controlplane.site.Site;
import io.filigree.protocol.name.MeshId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How many more sites of a size fit. Counting takes milliseconds in a mesh of thousands, which a
 * wave of joins would pay each time; so a count is good for a second, less one for each site that
 * has joined since.
 */
@Component
class Room {

  private static final Duration GOOD_FOR = Duration.ofSeconds(1);
  private static final int MOST_KEPT = 1_000;

  private final AddressPlan plan;
  private final InstantSource clock;
  private final Map<Size, Count> counts = new ConcurrentHashMap<>();

  Room(AddressPlan plan, InstantSource clock) {
    this.plan = plan;
    this.clock = clock;
  }

  /** After this site has joined. */
  long after(Site site) {
    if (counts.size() > MOST_KEPT) {
      counts.clear();
    }
    Instant now = clock.instant();
    return counts
        .compute(
            new Size(site.mesh(), Wish.like(site.ranges())),
            (size, known) ->
                known != null && known.isGoodAt(now) ? known.lessOne() : count(size, now))
        .sites();
  }

  /** Now, without anybody having joined. */
  long now(Site site) {
    return plan.room(site.mesh(), Wish.like(site.ranges()));
  }

  private Count count(Size size, Instant now) {
    return new Count(plan.room(size.mesh(), size.wishes()), now);
  }

  private record Size(MeshId mesh, List<Wish> wishes) {}

  private record Count(long sites, Instant at) {

    boolean isGoodAt(Instant now) {
      return now.isBefore(at.plus(GOOD_FOR));
    }

    Count lessOne() {
      return new Count(Math.max(0, sites - 1), at);
    }
  }
}
