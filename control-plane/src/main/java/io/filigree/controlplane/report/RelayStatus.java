package io.filigree.controlplane.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.filigree.controlplane.report.SiteStatus.Standing;
import java.time.Instant;
import java.util.Optional;

/**
 * What the coordinator knows of a relay's health, for an operator.
 *
 * @param relay its id
 * @param name its name
 * @param reportedAt when it last reported
 * @param offered what the coordinator has for it
 * @param applied what it said it had applied; absent before its first report
 * @param version of its program
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RelayStatus(
    String relay,
    String name,
    Optional<Instant> reportedAt,
    Standing offered,
    Optional<Standing> applied,
    Optional<String> version) {}
