package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.net.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How this site looks from outside, as the relays said when they were last asked. They are asked at
 * start, when something about the way to them changed, when a direct way is to be tried, and else
 * every ten minutes beside a probe that goes to them anyway.
 *
 * @param sights what the relays answered, all at the same time
 * @param wanted whether they are to be asked again
 * @param asking whether they are being asked
 * @param askedAt when they were, in milliseconds
 */
record Outlook(List<SeenBy> sights, boolean wanted, boolean asking, long askedAt) {

  private static final long NEVER = Long.MIN_VALUE / 2;

  /** However much changes. */
  private static final long LEAST_PAUSE = 2_000;

  /** NAT forgets what is not used for as long; what is older is no ground to try anything on. */
  private static final long FRESH = 30_000;

  private static final long REFRESH = 600_000;

  Outlook {
    sights = List.copyOf(sights);
  }

  static Outlook none() {
    return new Outlook(List.of(), false, false, NEVER);
  }

  Outlook want() {
    return new Outlook(sights, true, asking, askedAt);
  }

  /** Something is to be tried on the ground of it. */
  Outlook wantFresh(Now now) {
    return asking || known(now) ? this : want();
  }

  boolean fresh(Now now) {
    return now.millis() - askedAt < FRESH;
  }

  /** Whether it is fresh and not just being asked for. */
  boolean known(Now now) {
    return fresh(now) && !asking && !sights.isEmpty();
  }

  /** A relay has answered a probe: it would answer this, too. */
  Outlook reachable(WireGuardPublicKey relay, Now now) {
    boolean due = now.millis() - askedAt >= REFRESH;
    boolean unseen = sights.stream().noneMatch(sight -> sight.relay().equals(relay));
    return due || (unseen && !fresh(now)) ? want() : this;
  }

  boolean due(Now now) {
    return wanted && !asking && now.millis() >= askedAt + LEAST_PAUSE;
  }

  Outlook asked(Now now) {
    return new Outlook(sights, false, true, now.millis());
  }

  /** What they say together counts; if nobody answers, what was known may still be so. */
  Outlook answered(List<SeenBy> answers) {
    return new Outlook(answers.isEmpty() ? sights : answers, wanted, false, askedAt);
  }

  NatType type() {
    return NatType.of(sights);
  }

  /** Each of them once. */
  Set<Endpoint> endpoints() {
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    sights.forEach(sight -> endpoints.add(sight.endpoint()));
    return endpoints;
  }

  /** Where that relay sees us. */
  Optional<Endpoint> seenBy(WireGuardPublicKey relay) {
    return sights.stream()
        .filter(sight -> sight.relay().equals(relay))
        .map(SeenBy::endpoint)
        .findFirst();
  }

  /** The addresses by which this machine sends to relays. */
  Set<IpAddress> locals() {
    Set<IpAddress> locals = new LinkedHashSet<>();
    sights.forEach(sight -> locals.add(sight.local()));
    return locals;
  }

  /** For people and monitoring. */
  Nat nat() {
    List<String> seen = new ArrayList<>();
    endpoints().forEach(endpoint -> seen.add(endpoint.toString()));
    return new Nat(type(), seen);
  }

  long nextAt() {
    return wanted && !asking ? askedAt + LEAST_PAUSE : Long.MAX_VALUE;
  }
}
