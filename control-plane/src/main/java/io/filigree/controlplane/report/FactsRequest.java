package io.filigree.controlplane.report;

/**
 * What a site puts.
 *
 * @param facts the facts document, as the exact text that was signed
 * @param signature Ed25519 over the facts statement, base64url
 */
record FactsRequest(String facts, String signature) {}
