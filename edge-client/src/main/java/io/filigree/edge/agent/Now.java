package io.filigree.edge.agent;

import java.time.Instant;

/**
 * The two clocks of one moment.
 *
 * @param millis milliseconds of a clock that never jumps and starts anywhere: all waiting uses it
 * @param wall the time of day, which may be wrong: only for signatures, handshake ages and people
 */
public record Now(long millis, Instant wall) {}
