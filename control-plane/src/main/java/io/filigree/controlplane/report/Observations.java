package io.filigree.controlplane.report;

import io.filigree.controlplane.edgeauth.Origin;
import io.filigree.controlplane.edgeauth.SightingListener;
import io.filigree.controlplane.edgeauth.Signer;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Notes from which addresses sites ask, in memory, and writes what is new every few seconds and the
 * rest twice a minute: ten thousand idle polls cost one statement, not ten thousand.
 */
@Component
class Observations implements SightingListener, InitializingBean, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(Observations.class);

  private static final Duration FLUSH_EVERY = Duration.ofSeconds(5);
  private static final Duration REWRITE_AFTER = Duration.ofSeconds(30);
  private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

  /** A site that changes its address all the time fills this and no more. */
  private static final int MOST_NOTED = 100_000;

  private final ReportSettings settings;
  private final ObservationTable table;
  private final Map<Place, Times> noted = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("observations").factory());

  Observations(ReportSettings settings, ObservationTable table) {
    this.settings = settings;
    this.table = table;
  }

  /** A site at an address. */
  record Place(SiteId site, IpAddress address) {}

  /** A place and when the site was last seen there. */
  record Observation(Place place, Instant at) {}

  private static final class Times {
    private volatile Instant seen = Instant.EPOCH;
    private volatile Instant written = Instant.EPOCH;
  }

  @Override
  public void seen(Signer signer, Origin origin) {
    address(origin).ifPresent(address -> note(new Place(signer.site(), address)));
  }

  private void note(Place place) {
    Times times = noted.get(place);
    if (times == null) {
      if (noted.size() >= MOST_NOTED) {
        return;
      }
      times = noted.computeIfAbsent(place, _ -> new Times());
    }
    times.seen = Instant.now();
  }

  /** The newest address that a trusted proxy vouches for; else the other end of the connection. */
  private Optional<IpAddress> address(Origin origin) {
    Optional<IpAddress> peer = parse(origin.peer());
    return peer.filter(settings::isTrusted)
        .flatMap(_ -> nearestUntrusted(origin.forwardedFor()))
        .or(() -> peer);
  }

  private Optional<IpAddress> nearestUntrusted(List<String> hops) {
    for (String hop : hops.reversed()) {
      Optional<IpAddress> address = parse(hop);
      if (address.isEmpty() || !settings.isTrusted(address.get())) {
        return address;
      }
    }
    return Optional.empty();
  }

  private static Optional<IpAddress> parse(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    try {
      return Optional.of(IpAddress.parse(bracketed ? text.substring(1, text.length() - 1) : text));
    } catch (MalformedException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Writes what is due. */
  void flush() {
    Instant now = Instant.now();
    List<Observation> due =
        noted.entrySet().stream()
            .filter(entry -> isDue(entry.getValue(), now))
            .map(entry -> new Observation(entry.getKey(), entry.getValue().seen))
            .toList();
    if (!due.isEmpty()) {
      table.store(due);
      due.forEach(this::written);
    }
    noted.values().removeIf(times -> times.seen.isBefore(now.minus(FORGET_AFTER)));
  }

  private static boolean isDue(Times times, Instant now) {
    return times.seen.isAfter(times.written)
        && (times.written.equals(Instant.EPOCH)
            || times.written.isBefore(now.minus(REWRITE_AFTER)));
  }

  private void written(Observation observation) {
    noted.computeIfPresent(
        observation.place(),
        (_, times) -> {
          times.written = observation.at();
          return times;
        });
  }

  private void flushQuietly() {
    try {
      flush();
    } catch (RuntimeException failure) {
      LOG.warn("sightings are written later: {}", failure.toString());
    }
  }

  @Override
  public void afterPropertiesSet() {
    long millis = FLUSH_EVERY.toMillis();
    var _ = clock.scheduleWithFixedDelay(this::flushQuietly, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
  }
}
