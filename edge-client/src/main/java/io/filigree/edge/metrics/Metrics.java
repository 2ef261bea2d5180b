package io.filigree.edge.metrics;

import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.StatusPage;
import io.filigree.protocol.MalformedException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/** The metrics of a running client: the newest page, for whoever scrapes it. */
public final class Metrics implements AutoCloseable {

  /** Where they are unless told otherwise: whoever is on this machine may read them. */
  public static final String USUAL = "127.0.0.1:9586";

  private final MetricsPlace place;
  private final String version;
  private final InstantSource clock;
  private volatile Optional<StatusPage> page = Optional.empty();

  private Metrics(MetricsPlace place, String version, InstantSource clock) {
    this.place = place;
    this.version = version;
    this.clock = clock;
  }

  /**
   * @param place {@code ADDRESS:PORT}, or {@code off}; no name, which the start would have to wait
   *     for
   * @throws MalformedException if it is neither
   */
  public static Metrics at(String place, String version, InstantSource clock) {
    return new Metrics(MetricsPlace.at(place), version, clock);
  }

  /** This is how things stand now. */
  public void show(StatusPage newest) {
    page = Optional.of(newest);
  }

  /** Opens the listener unless that was tried just now; empty when there was nothing to do. */
  public Optional<Input> keep(Now now) {
    return place
        .keep(now, this::write)
        .map(opening -> new Input.MetricsServed(now, opening.problem()));
  }

  void write(OutputStream stream) throws IOException {
    Exposition out = new Exposition(stream);
    Optional<StatusPage> newest = page;
    if (newest.isPresent()) {
      SiteMetrics.write(out, newest.get(), clock.instant());
      RelayLineMetrics.write(out, newest.get().relays());
      PeerMetrics.write(out, newest.get().peers(), clock.instant());
    }
    ProcessMetrics.write(out, version);
    out.end();
  }

  /** {@code 127.0.0.1:9586}, or {@code off}. */
  @Override
  public String toString() {
    return place.toString();
  }

  @Override
  public void close() {
    place.close();
  }
}
