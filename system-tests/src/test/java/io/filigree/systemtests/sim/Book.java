package io.filigree.systemtests.sim;

import io.filigree.protocol.name.Link;
import io.filigree.protocol.name.Links;
import io.filigree.protocol.name.MeshName;
import io.filigree.protocol.name.Selector;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.net.IpAddress;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.MeshRecord;
import io.filigree.protocol.record.SigningMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the coordinator's registry holds: in the database, so it is restored with it. */
final class Book {

  static final List<String> REGIONS = List.of("north", "east", "south", "west", "coast", "inland");

  private static final Selector HUBS = Selector.parse("hub=yes");

  final SortedMap<SiteId, Listing> listed = new TreeMap<>();

  /** Sites that were removed and may still read the feed, so that they learn it. */
  final Set<SiteId> gone = new HashSet<>();

  /** Pairs of regions that are linked beyond themselves. */
  final SortedSet<String> bridges = new TreeSet<>();

  /** From where each site was seen to speak, newest first. */
  final Map<SiteId, List<IpAddress>> sightings = new HashMap<>();

  /** The counter of each site's last status report. */
  final Map<SiteId, Long> statusCounters = new HashMap<>();

  List<CoordinatorUrl> urls = Front.ALL;
  Optional<Long> massRemoval = Optional.empty();

  Book copy() {
    Book copy = new Book();
    copy.listed.putAll(listed);
    copy.gone.addAll(gone);
    copy.bridges.addAll(bridges);
    copy.sightings.putAll(sightings);
    copy.statusCounters.putAll(statusCounters);
    copy.urls = urls;
    copy.massRemoval = massRemoval;
    return copy;
  }

  boolean knows(SiteId site) {
    return listed.containsKey(site) || gone.contains(site);
  }

  /** Whether no site owns a part of it. */
  boolean free(Cidr range) {
    return listed.values().stream()
        .flatMap(listing -> listing.extra().stream())
        .noneMatch(range::overlaps);
  }

  Links links() {
    List<Link> links = new ArrayList<>();
    links.add(new Link(HUBS, Selector.all()));
    REGIONS.forEach(region -> links.add(new Link(region(region), region(region))));
    for (String bridge : bridges) {
      String[] ends = bridge.split("-", 2);
      links.add(new Link(region(ends[0]), region(ends[1])));
    }
    return new Links(links);
  }

  private static Selector region(String name) {
    return Selector.parse("region=" + name);
  }

  DocumentText meshRecord() {
    return new MeshRecord(
            SimSite.MESH,
            MeshName.parse("default"),
            SigningMode.COORDINATOR,
            links(),
            urls,
            List.of(),
            List.of(),
            Optional.empty(),
            massRemoval)
        .write();
  }
}
