package io.filigree.edge.metrics;

import java.util.Optional;

/**
 * What came of trying to open the metrics' listener.
 *
 * @param problem why it is not open; empty when it is
 */
public record Opening(Optional<String> problem) {}
