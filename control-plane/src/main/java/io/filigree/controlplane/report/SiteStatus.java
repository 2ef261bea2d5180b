package io.filigree.controlplane.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the coordinator knows of a site's health, for an operator.
 *
 * @param site its id
 * @param name its name
 * @param lastContact when it last asked for anything, to the minute
 * @param reportedAt when it last reported
 * @param offered what the coordinator has for it
 * @param applied what it said it had applied; absent before its first report
 * @param version of its edge client
 * @param refusals what it does not apply, and why
 * @param nat what kind of NAT relays see it behind; absent while none has said
 * @param paths how it reaches the peers in use, at most 64 of them
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SiteStatus(
    String site,
    String name,
    Optional<Instant> lastContact,
    Optional<Instant> reportedAt,
    Standing offered,
    Optional<Standing> applied,
    Optional<String> version,
    List<Refusal> refusals,
    Optional<String> nat,
    List<SitePath> paths) {

  /** A state of the mesh. */
  record Standing(long revision, long epoch) {}
}
