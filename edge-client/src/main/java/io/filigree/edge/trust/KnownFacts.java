package io.filigree.edge.trust;

import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.SignedFacts;

/**
 * Facts whose signature was verified, and their exact bytes.
 *
 * @param facts what they say
 * @param signed the bytes and the signature, as they came
 */
public record KnownFacts(Facts facts, SignedFacts signed) {}
