package io.filigree.edge.metrics;

import io.filigree.edge.agent.Input;
import io.filigree.edge.agent.Now;
import io.filigree.edge.agent.StatusPage;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The metrics of a running client: the newest page, and a listener that is opened as soon as its
 * address can be had. For one thread; the scrapes have their own.
 */
public final class Metrics implements AutoCloseable {

  /** Where they are unless told otherwise: whoever is on this machine may read them. */
  public static final String USUAL = "127.0.0.1:9586";

  private static final String OFF = "off";
  private static final long RETRY = 30_000;

  private final Optional<Endpoint> place;
  private final String version;
  private final InstantSource clock;
  private Optional<MetricsServer> server = Optional.empty();
  private long notBefore = Long.MIN_VALUE;
  private volatile Optional<StatusPage> page = Optional.empty();

  private Metrics(Optional<Endpoint> place, String version, InstantSource clock) {
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
    return new Metrics(
        place.equals(OFF) ? Optional.empty() : Optional.of(literal(place)), version, clock);
  }

  private static Endpoint literal(String place) {
    Endpoint endpoint = Endpoint.parse(place);
    if (endpoint.host().equals("localhost")) {
      return new Endpoint("127.0.0.1", endpoint.port());
    }
    if (endpoint.address().isEmpty()) {
      throw MalformedException.of(place, "is neither ADDRESS:PORT nor off");
    }
    return endpoint;
  }

  /** This is how things stand now. */
  public void show(StatusPage newest) {
    page = Optional.of(newest);
  }

  /** Opens the listener unless that was tried just now; empty when there was nothing to do. */
  public Optional<Input> keep(Now now) {
    if (place.isEmpty() || server.isPresent() || now.millis() < notBefore) {
      return Optional.empty();
    }
    notBefore = now.millis() + RETRY;
    return Optional.of(new Input.MetricsServed(now, open(place.get())));
  }

  private Optional<String> open(Endpoint endpoint) {
    try {
      server = Optional.of(MetricsServer.open(socketAddress(endpoint), this::write));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(endpoint + ": " + e.getMessage());
    }
  }

  private static InetSocketAddress socketAddress(Endpoint endpoint) throws UnknownHostException {
    IpAddress address = endpoint.address().orElseThrow();
    return new InetSocketAddress(InetAddress.getByAddress(address.bytes()), endpoint.port());
  }

  void write(OutputStream stream) throws IOException {
    Exposition out = new Exposition(stream);
    Optional<StatusPage> newest = page;
    if (newest.isPresent()) {
      SiteMetrics.write(out, newest.get(), clock.instant());
      PeerMetrics.write(out, newest.get().peers(), clock.instant());
    }
    ProcessMetrics.write(out, version);
    out.end();
  }

  /** {@code 127.0.0.1:9586}, or {@code off}. */
  @Override
  public String toString() {
    return place.map(Endpoint::toString).orElse(OFF);
  }

  @Override
  public void close() {
    server.ifPresent(MetricsServer::close);
    server = Optional.empty();
  }
}
