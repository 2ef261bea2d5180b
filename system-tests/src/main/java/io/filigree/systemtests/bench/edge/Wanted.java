package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.systemtests.hollow.Holdings;
import io.filigree.systemtests.lab.SiteBox;
import io.filigree.systemtests.system.WireGuard;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a site must have of all others if it has what its coordinator holds: worked out here anew,
 * from the documents alone.
 *
 * @param peers by WireGuard key in base64
 */
record Wanted(Map<String, Peer> peers) {

  Wanted {
    peers = Map.copyOf(peers);
  }

  /**
   * One other site.
   *
   * @param endpoint the first it names
   */
  record Peer(Set<String> ranges, String endpoint) {
    Peer {
      ranges = Set.copyOf(ranges);
    }
  }

  /** What the site of this name must have. */
  static Wanted of(Holdings holdings, String own) {
    Map<String, Peer> peers = new HashMap<>();
    holdings
        .copy()
        .records()
        .forEach((id, document) -> {
          SiteRecord record = SiteRecord.parse(document);
          if (!record.name().toString().equals(own)) {
            holdings
                .copy()
                .facts(id)
                .map(signed -> Facts.parse(signed.document()))
                .ifPresent(
                    facts -> peers.put(facts.wireGuardKey().toBase64(), peer(record, facts)));
          }
        });
    return new Wanted(peers);
  }

  private static Peer peer(SiteRecord record, Facts facts) {
    return new Peer(
        record.ranges().stream()
            .filter(range -> range.routed() || range.kind() == RangeKind.TUNNEL)
            .map(Range::cidr)
            .map(Object::toString)
            .collect(Collectors.toUnmodifiableSet()),
        facts.candidates().getFirst().endpoint().toString());
  }

  /**
   * Whether WireGuard and the kernel's routes hold this and nothing else.
   *
   * @param found the keys of those that must also be found where they say they are
   */
  boolean isAt(SiteBox site, Collection<String> found) {
    List<WireGuard.Peer> present = WireGuard.peers(site);
    return present.size() == peers.size()
        && present.stream().allMatch(peer -> isRight(peer, found.contains(peer.key())))
        && routes(site).equals(ranges());
  }

  private boolean isRight(WireGuard.Peer present, boolean found) {
    Peer wanted = peers.get(present.key());
    return wanted != null
        && wanted.ranges().equals(present.allowedIps())
        && (!found || wanted.endpoint().equals(present.endpoint()));
  }

  private Set<String> ranges() {
    return peers.values().stream()
        .flatMap(peer -> peer.ranges().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> routes(SiteBox site) {
    return site.gateway()
        .command("ip", "route", "show", "dev", WireGuard.INTERFACE)
        .attempt()
        .output()
        .lines()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .map(range -> range.contains("/") ? range : range + "/32")
        .collect(Collectors.toUnmodifiableSet());
  }
}
