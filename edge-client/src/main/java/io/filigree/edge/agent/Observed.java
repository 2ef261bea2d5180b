package io.filigree.edge.agent;

import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * The inbox, as far as this version reads it.
 *
 * @param number where it stands
 * @param places where this site was seen, newest first
 */
public record Observed(long number, List<Place> places) {

  public Observed {
    places = List.copyOf(places);
  }

  /**
   * An address that this site asked the coordinator from.
   *
   * @param port that NAT gives its tunnel there, as a public peer sees it
   */
  public record Place(IpAddress address, Optional<Integer> port) {

    Endpoint endpoint(int listenPort) {
      return new Endpoint(address, port.orElse(listenPort));
    }

    @Override
    public String toString() {
      return port.map(seen -> new Endpoint(address, seen).toString()).orElse(address.toString());
    }
  }

  /** Seen at these addresses; of the tunnel nobody said anything. */
  public static Observed at(long number, List<IpAddress> addresses) {
    return new Observed(
        number, addresses.stream().map(address -> new Place(address, Optional.empty())).toList());
  }
}
