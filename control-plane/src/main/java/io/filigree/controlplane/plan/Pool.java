package io.filigree.controlplane.plan;

import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.RangeKind;

/**
 * Address space from which sites get their next free ranges.
 *
 * @param kind what it hands out
 * @param cidr the whole space
 * @param sitePrefix prefix length a site gets when it asks for no other
 */
public record Pool(RangeKind kind, Cidr cidr, int sitePrefix) {}
