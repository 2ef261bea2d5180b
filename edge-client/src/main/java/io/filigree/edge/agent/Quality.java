package io.filigree.edge.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * How well a peer answers, by the last times it was asked.
 *
 * @param asked how often that was
 * @param lost how many of these were not answered in time
 * @param last the round trip of the newest answer
 * @param median the round trip that half of the answers did not exceed
 */
public record Quality(int asked, int lost, Optional<Duration> last, Optional<Duration> median) {}
