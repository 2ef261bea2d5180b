package io.filigree.edge.metrics;

import io.filigree.edge.agent.Now;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where metrics are read: a listener that is opened as soon as its address can be had. For one
 * thread; the scrapes have their own.
 */
final class MetricsPlace implements AutoCloseable {

  private static final String OFF = "off";
  private static final long RETRY = 30_000;

  private final Optional<Endpoint> place;
  private Optional<MetricsServer> server = Optional.empty();
  private long notBefore = Long.MIN_VALUE;

  private MetricsPlace(Optional<Endpoint> place) {
    this.place = place;
  }

  /**
   * @param place {@code ADDRESS:PORT}, or {@code off}; no name, which the start would have to wait
   *     for
   * @throws MalformedException if it is neither
   */
  static MetricsPlace at(String place) {
    return new MetricsPlace(place.equals(OFF) ? Optional.empty() : Optional.of(literal(place)));
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

  /** Opens the listener unless that was tried just now; empty when there was nothing to do. */
  Optional<Opening> keep(Now now, MetricsServer.Scrape scrape) {
    if (place.isEmpty() || server.isPresent() || now.millis() < notBefore) {
      return Optional.empty();
    }
    notBefore = now.millis() + RETRY;
    return Optional.of(open(place.get(), scrape));
  }

  private Opening open(Endpoint endpoint, MetricsServer.Scrape scrape) {
    try {
      server = Optional.of(MetricsServer.open(socketAddress(endpoint), scrape));
      return new Opening(Optional.empty());
    } catch (IOException e) {
      return new Opening(Optional.of(endpoint + ": " + e.getMessage()));
    }
  }

  private static InetSocketAddress socketAddress(Endpoint endpoint) throws UnknownHostException {
    IpAddress address = endpoint.address().orElseThrow();
    return new InetSocketAddress(InetAddress.getByAddress(address.bytes()), endpoint.port());
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
