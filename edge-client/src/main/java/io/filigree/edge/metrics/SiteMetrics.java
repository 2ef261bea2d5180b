package io.filigree.edge.metrics;

import io.filigree.edge.agent.StatusPage;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How this site stands: in its mesh, with its coordinator, and on its machine. */
final class SiteMetrics {

  private static final Family SITE = Family.gauge("site_info", "This site and its mesh; always 1.");
  private static final Family STANDING =
      Family.gauge("site_standing", "1 for how this site stands in its mesh.");
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

  private static final Family NAT =
      Family.gauge("site_nat", "1 for the kind of NAT that the relays see this site behind.");

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
    metrics.nat();
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
    FeedMetrics.applied(out, page.revision(), page.epoch());
  }

  private void nat() throws IOException {
    out.begin(NAT);
    out.sample(NAT, 1, "type", page.nat().type().text());
  }

  private void coordinator(Instant now) throws IOException {
    FeedMetrics.offered(out, page.offered());
    FeedMetrics.contact(out, page.reachable(), page.lastContact(), now);
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
