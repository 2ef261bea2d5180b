package io.filigree.edge.metrics;

import io.filigree.edge.agent.Stand;
import io.filigree.edge.agent.StatusPage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How this site stands: in its mesh, with its coordinator, and on its machine. */
final class SiteMetrics {

  private static final Family SITE = Family.gauge("site_info", "This site and its mesh; always 1.");
  private static final Family STANDING =
      Family.gauge("site_standing", "1 for how this site stands in its mesh.");
  private static final Family APPLIED_REVISION =
      Family.gauge("applied_revision", "Revision of the peer list that is applied.");
  private static final Family APPLIED_EPOCH =
      Family.gauge("applied_epoch", "Epoch of the roster that is applied.");
  private static final Family OFFERED_REVISION =
      Family.gauge("offered_revision", "Revision that the coordinator offered last.");
  private static final Family OFFERED_EPOCH =
      Family.gauge("offered_epoch", "Epoch that the coordinator offered last, refused or not.");
  private static final Family REACHABLE =
      Family.gauge("coordinator_reachable", "1 if the coordinator answered when last asked.");
  private static final Family CONTACT =
      Family.gauge("coordinator_contact_age_seconds", "Time since the coordinator answered.");
  private static final Family RESYNCS =
      Family.counter("resyncs_total", "Answers that did not add up, so that all was asked for.");
  private static final Family REFUSALS =
      Family.gauge("refusals", "What is refused now, by reason.");
  private static final Family TROUBLES =
      Family.gauge("troubles", "Lines of trouble that status shows now.");
  private static final Family HEALS =
      Family.counter("heals_total", "What was changed on this machine and put right.");
  private static final Family DROPS =
      Family.counter("firewall_dropped_packets_total", "Packets dropped by our table, by rule.");

  private final Exposition out;
  private final StatusPage page;

  private SiteMetrics(Exposition out, StatusPage page) {
    this.out = out;
    this.page = page;
  }

  static void write(Exposition out, StatusPage page, Instant now) throws IOException {
    SiteMetrics metrics = new SiteMetrics(out, page);
    metrics.mesh();
    metrics.coordinator(now);
    metrics.refusals();
    metrics.machine();
  }

  private void mesh() throws IOException {
    out.begin(SITE);
    out.sample(
        SITE,
        1,
        "mesh",
        page.mesh(),
        "site",
        page.site(),
        "site_id",
        page.siteId(),
        "interface",
        page.interfaceName());
    out.begin(STANDING);
    out.sample(STANDING, 1, "standing", page.standing().name().toLowerCase(Locale.ROOT));
    out.begin(APPLIED_REVISION);
    out.sample(APPLIED_REVISION, page.revision());
    out.begin(APPLIED_EPOCH);
    out.sample(APPLIED_EPOCH, page.epoch());
  }

  private void coordinator(Instant now) throws IOException {
    Optional<Stand> offered = page.offered();
    out.begin(OFFERED_REVISION);
    if (offered.isPresent()) {
      out.sample(OFFERED_REVISION, offered.get().cursor().revision().value());
    }
    out.begin(OFFERED_EPOCH);
    if (offered.isPresent()) {
      out.sample(OFFERED_EPOCH, offered.get().epoch().value());
    }
    out.begin(REACHABLE);
    out.sample(REACHABLE, page.reachable() ? 1 : 0);
    out.begin(CONTACT);
    if (page.lastContact().isPresent()) {
      out.sample(CONTACT, Math.max(0, Duration.between(page.lastContact().get(), now).toSeconds()));
    }
    out.begin(RESYNCS);
    out.sample(RESYNCS, page.resyncs());
  }

  private void refusals() throws IOException {
    Map<String, Integer> byReason = new TreeMap<>();
    for (StatusPage.Refused refused : page.refusals()) {
      byReason.merge(refused.code(), 1, Integer::sum);
    }
    out.begin(REFUSALS);
    for (Map.Entry<String, Integer> reason : byReason.entrySet()) {
      out.sample(REFUSALS, reason.getValue(), "reason", reason.getKey());
    }
  }

  private void machine() throws IOException {
    out.begin(TROUBLES);
    out.sample(TROUBLES, page.troubles().size());
    out.begin(HEALS);
    out.sample(HEALS, page.healed().total());
    out.begin(DROPS);
    for (StatusPage.Dropped rule : page.dropped()) {
      out.sample(DROPS, rule.packets(), "reason", rule.what());
    }
  }
}
