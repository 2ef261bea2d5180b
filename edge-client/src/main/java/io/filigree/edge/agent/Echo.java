package io.filigree.edge.agent;

import io.filigree.protocol.key.WireGuardPublicKey;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of asking a {@link Target}.
 *
 * @param roundTrip how long the answer took; empty when none came in time
 */
public record Echo(WireGuardPublicKey peer, Optional<Duration> roundTrip) {}
