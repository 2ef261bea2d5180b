package io.filigree.systemtests.hollow;

import io.filigree.protocol.name.Labels;

/**
 * How a hollow site is listed and announced.
 *
 * @param podRange the range that is routed to it
 * @param endpoint where it says that it may be reached
 */
public record Listing(HollowSite site, Labels labels, String podRange, String endpoint) {}
