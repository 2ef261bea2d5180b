package io.filigree.controlplane.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address a site was seen from.
 *
 * @param address literal
 * @param port UDP port of its tunnel, where a public peer said so
 * @param at when it was last seen there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObservedAddress(String address, @Nullable Integer port, Instant at) {}
