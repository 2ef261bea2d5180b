package io.filigree.controlplane.enrolment;

import io.filigree.protocol.name.SiteName;
import io.filigree.protocol.record.RangeKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A join token.
 *
 * @param id its public half
 * @param token the whole, secret included; in the answer that made it and never again
 * @param kind site or relay
 * @param site the only name its site may take
 * @param relay the only name its relay may take
 * @param labels what its site is labelled with
 * @param singleUse whether it dies with the first that joins
 * @param uses sites or relays that joined with it
 * @param pools kinds of range its site may ask for from the pools
 * @param prefixLengths per kind, the largest block its site may ask for
 * @param ownRanges whether its site may bring ranges
 * @param createdAt when it was made
 * @param expiresAt nobody new joins after this
 * @param revokedAt when it was revoked
 */
@Schema(name = "JoinToken")
record TokenAnswer(
    String id,
    @Schema(example = "fg1.eyJ1cmxzIjpb.mhq2k9c1f0a3b7d2.2l8uRzq") Optional<String> token,
    @Schema(example = "site") String kind,
    Optional<String> site,
    Optional<String> relay,
    Map<String, String> labels,
    boolean singleUse,
    long uses,
    List<String> pools,
    Map<String, Integer> prefixLengths,
    boolean ownRanges,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt) {

  static TokenAnswer of(IssuedToken issued) {
    return of(issued, Optional.empty());
  }

  static TokenAnswer of(IssuedToken issued, Optional<String> token) {
    TokenTerms terms = issued.terms();
    Map<String, Integer> lengths = new TreeMap<>();
    terms.prefixLengths().forEach((kind, length) -> lengths.put(kind.toString(), length));
    return new TokenAnswer(
        issued.id(),
        token,
        terms.kind().toString(),
        name(terms, TokenKind.SITE),
        name(terms, TokenKind.RELAY),
        terms.labels().values(),
        terms.singleUse(),
        issued.uses(),
        terms.pools().stream().sorted().map(RangeKind::toString).toList(),
        lengths,
        terms.ownRanges(),
        issued.createdAt(),
        issued.expiresAt(),
        issued.revokedAt());
  }

  private static Optional<String> name(TokenTerms terms, TokenKind kind) {
    return terms.name().filter(_ -> terms.kind() == kind).map(SiteName::text);
  }
}
