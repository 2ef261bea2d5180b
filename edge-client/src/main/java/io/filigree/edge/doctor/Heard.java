package io.filigree.edge.doctor;

import io.filigree.protocol.net.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What only the network can tell, asked at the time of the examination.
 *
 * @param unresolved host names that gave no address
 * @param coordinator how it answered; empty if it was not asked
 * @param echoes what live peers answered through the tunnel
 */
public record Heard(Set<String> unresolved, Optional<Coordinator> coordinator, List<Echo> echoes) {

  public Heard {
    unresolved = Set.copyOf(unresolved);
    echoes = List.copyOf(echoes);
  }

  /** Nobody was asked. */
  public static Heard nothing() {
    return new Heard(Set.of(), Optional.empty(), List.of());
  }

  /**
   * The coordinator's answer.
   *
   * @param trouble why there was none
   * @param time its clock; empty when it did not say
   */
  public record Coordinator(Optional<String> trouble, Optional<Instant> time) {}

  /**
   * One question to a peer's edge client.
   *
   * @param peer its site's name
   * @param from our address that asked
   * @param seen the address it saw; empty when it did not answer
   */
  public record Echo(String peer, IpAddress from, Optional<IpAddress> seen) {}
}
