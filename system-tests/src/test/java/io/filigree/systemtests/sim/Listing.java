package io.filigree.systemtests.sim;

import io.filigree.protocol.name.Labels;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.Endpoint;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.protocol.record.StaticPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site as the coordinator lists it.
 *
 * @param region whom it is linked with
 * @param hub whether it is linked with everybody
 * @param extra what it owns beyond {@link SimSite#ranges}, all routed
 * @param edition makes the record another one though nothing else changes
 */
record Listing(SimSite site, String region, boolean hub, List<Cidr> extra, int edition) {

  /** The one site without a client. */
  static final int ROUTER = 101;

  /** The one site whose facts this simulator makes itself, with ever new keys. */
  static final int WANDERER = 102;

  Listing {
    extra = List.copyOf(extra);
  }

  Listing in(String other) {
    return new Listing(site, other, hub, extra, edition);
  }

  Listing again() {
    return new Listing(site, region, hub, extra, edition + 1);
  }

  Listing with(Cidr more) {
    List<Cidr> all = new ArrayList<>(extra);
    all.add(more);
    return new Listing(site, region, hub, all, edition);
  }

  Listing without(Cidr less) {
    List<Cidr> rest = new ArrayList<>(extra);
    rest.remove(less);
    return new Listing(site, region, hub, rest, edition);
  }

  boolean hasClient() {
    return site.number() != ROUTER && site.number() != WANDERER;
  }

  SiteRecord record() {
    boolean router = site.number() == ROUTER;
    return new SiteRecord(
        SimSite.MESH,
        site.id(),
        site.name(),
        Labels.of(Map.of("region", region, "hub", hub ? "yes" : "no", "edition", "" + edition)),
        router ? Optional.empty() : Optional.of(site.identity()),
        ranges(),
        1,
        router ? Optional.of(router()) : Optional.empty());
  }

  @Override
  public String toString() {
    return site.name() + " in " + region + (hub ? ", a hub" : "") + " with " + extra;
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>(site.ranges());
    extra.forEach(cidr -> ranges.add(new Range(RangeKind.SERVICE, cidr, true)));
    return ranges;
  }

  private StaticPeer router() {
    return new StaticPeer(
        site.key(), Optional.of(new Endpoint(site.address(), SimSite.LISTEN_PORT)));
  }
}
