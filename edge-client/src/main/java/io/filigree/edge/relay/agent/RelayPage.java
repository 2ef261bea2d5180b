package io.filigree.edge.relay.agent;

import io.filigree.edge.agent.Stand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks first of a relay that has joined a mesh.
 *
 * @param mesh the mesh's name; empty before the first peer list
 * @param name the relay's name in there; empty when it has none
 * @param endpoints where sites are told to reach it
 * @param stand where the peer list stands that is served; empty before the first
 * @param reachable whether the coordinator answered when last asked
 * @param lastContact when it last answered
 * @param troubles what is wrong here or on the way to the coordinator, in sentences
 * @param refusals what was refused, and why: subject and sentence
 */
public record RelayPage(
    RelayStanding standing,
    String mesh,
    String name,
    List<String> endpoints,
    Optional<Stand> stand,
    boolean reachable,
    Optional<Instant> lastContact,
    List<String> troubles,
    List<Refused> refusals) {

  public RelayPage {
    endpoints = List.copyOf(endpoints);
    troubles = List.copyOf(troubles);
    refusals = List.copyOf(refusals);
  }

  /** One refusal. */
  public record Refused(String subject, String text) {}
}
