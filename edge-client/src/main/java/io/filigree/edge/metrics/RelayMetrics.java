package io.filigree.edge.metrics;

import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.Stand;
import io.filigree.edge.relay.Count;
import io.filigree.edge.relay.Snapshot;
import io.filigree.edge.relay.agent.RelayPage;
import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The metrics of a running relay: what its switch counts, and how it stands with its mesh. */
public final class RelayMetrics implements AutoCloseable {

  /** Beside a site's, for both may be on one machine. */
  public static final String USUAL = "127.0.0.1:9587";

  private static final Family INFO =
      Family.gauge("relay_info", "This relay and its mesh; always 1.");
  private static final Family STANDING =
      Family.gauge("relay_standing", "1 for how this relay stands in its mesh.");
  private static final Family REFUSED =
      Family.gauge("relay_refusals", "What of the mesh is refused now.");
  private static final Family TROUBLES =
      Family.gauge("relay_troubles", "Lines of trouble that relay status shows now.");
  private static final Family MEMBERS = Family.gauge("relay_members", "Keys that may attach.");
  private static final Family ATTACHED =
      Family.gauge("relay_attached", "Sites whose address is known.");
  private static final Family INDICES =
      Family.gauge("relay_indices", "Entries of the index table.");
  private static final Family SESSIONS =
      Family.gauge("relay_sessions", "Sessions of sites with the relay itself.");
  private static final Family UNANSWERED =
      Family.gauge("relay_unanswered", "Initiations kept for a receiver that was away.");
  private static final Family LOAD =
      Family.gauge("relay_under_load", "1 while strangers must show a cookie.");
  private static final Family BYTES =
      Family.counter("relay_data_bytes_total", "Bytes of data passed on between sites.");
  private static final Family EVENTS =
      Family.counter("relay_events_total", "By rule of the switch, and by reason to drop.");

  private final MetricsPlace place;
  private final String version;
  private final InstantSource clock;
  private volatile Optional<RelayPage> page = Optional.empty();

  private RelayMetrics(MetricsPlace place, String version, InstantSource clock) {
    this.place = place;
    this.version = version;
    this.clock = clock;
  }

  /**
   * @param place {@code ADDRESS:PORT}, or {@code off}
   * @throws MalformedException if it is neither
   */
  public static RelayMetrics at(String place, String version, InstantSource clock) {
    return new RelayMetrics(MetricsPlace.at(place), version, clock);
  }

  /** This is how it stands with the mesh now. */
  public void show(RelayPage newest) {
    page = Optional.of(newest);
  }

  /**
   * Opens the listener unless that was tried just now; empty when there was nothing to do.
   *
   * @param snapshot asked at each scrape
   */
  public Optional<Opening> keep(Now now, Supplier<Snapshot> snapshot) {
    return place.keep(now, out -> write(out, snapshot.get()));
  }

  void write(OutputStream stream, Snapshot snapshot) throws IOException {
    Exposition out = new Exposition(stream);
    Optional<RelayPage> newest = page;
    if (newest.isPresent()) {
      mesh(out, newest.get());
    }
    now(out, snapshot);
    counts(out, snapshot);
    ProcessMetrics.write(out, version);
    out.end();
  }

  private void mesh(Exposition out, RelayPage known) throws IOException {
    one(out, INFO, 1, "mesh", known.mesh(), "relay", known.name());
    one(out, STANDING, 1, "standing", known.standing().text());
    if (known.stand().isPresent()) {
      Stand stand = known.stand().get();
      FeedMetrics.applied(out, stand.cursor().revision().value(), stand.epoch().value());
    }
    FeedMetrics.contact(out, known.reachable(), known.lastContact(), clock.instant());
    one(out, REFUSED, known.refusals().size());
    one(out, TROUBLES, known.troubles().size());
  }

  private static void now(Exposition out, Snapshot snapshot) throws IOException {
    one(out, MEMBERS, snapshot.members());
    one(out, ATTACHED, snapshot.attached());
    one(out, INDICES, snapshot.indices());
    one(out, SESSIONS, snapshot.sessions());
    one(out, UNANSWERED, snapshot.unanswered());
    one(out, LOAD, snapshot.underLoad() ? 1 : 0);
  }

  private static void counts(Exposition out, Snapshot snapshot) throws IOException {
    one(out, BYTES, snapshot.count(Count.DATA_BYTES));
    out.begin(EVENTS);
    for (Count what : Count.values()) {
      if (what != Count.DATA_BYTES) {
        out.sample(EVENTS, snapshot.count(what), "event", what.text());
      }
    }
  }

  private static void one(Exposition out, Family family, long value, String... labels)
      throws IOException {
    out.begin(family);
    out.sample(family, value, labels);
  }

  /** {@code 127.0.0.1:9587}, or {@code off}. */
  @Override
  public String toString() {
    return place.toString();
  }

  @Override
  public void close() {
    place.close();
  }
}
