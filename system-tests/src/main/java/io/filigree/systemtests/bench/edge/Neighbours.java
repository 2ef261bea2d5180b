package io.filigree.systemtests.bench.edge;

import io.filigree.protocol.name.Labels;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.record.DocumentText;
import io.filigree.protocol.record.Range;
import io.filigree.protocol.record.RangeKind;
import io.filigree.protocol.record.SignedFacts;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.hollow.HollowSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sites without tunnels that come and go, move, and are given other labels and ranges: one change
 * at a time, in an order that a seed decides. The first of them stay, so that there is always
 * somebody to move.
 */
final class Neighbours {

  private static final int SITES = 24;
  private static final int RESIDENTS = 8;

  private final CoordinatorDouble coordinator;
  private final Random random;
  private final List<Neighbour> neighbours = new ArrayList<>();
  private int changes;

  /** A hollow site, with its record as it is or last was. */
  private record Neighbour(int number, HollowSite site, SiteRecord record, boolean listed) {

    SiteId id() {
      return record.site();
    }

    Neighbour with(Labels labels, List<Range> ranges) {
      SiteRecord changed =
          SiteRecord.of(
              record.mesh(),
              record.site(),
              record.name(),
              labels,
              site.identity(),
              ranges,
              record.minCounter());
      return new Neighbour(number, site, changed, listed);
    }

    Neighbour listed(boolean now) {
      return new Neighbour(number, site, record, now);
    }
  }

  private Neighbours(CoordinatorDouble coordinator, long seed) {
    this.coordinator = coordinator;
    this.random = new Random(seed);
  }

  /** All of them join. */
  static Neighbours joining(CoordinatorDouble coordinator, long seed) {
    Neighbours neighbours = new Neighbours(coordinator, seed);
    for (int number = 0; number < SITES; number++) {
      neighbours.join(number);
    }
    return neighbours;
  }

  private void join(int number) {
    HollowSite site = new HollowSite("neighbour-" + number);
    SiteId id = coordinator.enrol(site, range(number, false), endpoint(number));
    DocumentText record = coordinator.truth().copy().record(id).orElseThrow();
    neighbours.add(new Neighbour(number, site, SiteRecord.parse(record), true));
  }

  /** Each has two pod ranges and owns one of them at a time. */
  private static String range(int number, boolean other) {
    return "10." + ((other ? 140 : 100) + number) + ".0.0/16";
  }

  private String endpoint(int number) {
    return "198.51.100." + (1 + number) + ":" + (40_000 + changes);
  }

  /** Makes the next change. */
  void change() {
    changes++;
    Neighbour one = neighbours.get(random.nextInt(SITES));
    Neighbour changed = one.listed() ? changed(one, random.nextInt(10)) : comes(one);
    neighbours.set(one.number(), changed);
  }

  /** The WireGuard keys, in base64, of those that stay and may have moved. */
  List<String> residents() {
    return neighbours.subList(0, RESIDENTS).stream()
        .map(resident -> resident.site().wireGuard().toBase64())
        .toList();
  }

  private Neighbour changed(Neighbour one, int dice) {
    if (dice < 4) {
      return one.number() < RESIDENTS ? moves(one) : goes(one);
    }
    return dice < 7
        ? isRecorded(one.with(one.record().labels(), otherRanges(one)))
        : isRecorded(one.with(nextLabels(), one.record().ranges()));
  }

  private Neighbour moves(Neighbour one) {
    coordinator.announce(one.id(), facts(one));
    return one;
  }

  private SignedFacts facts(Neighbour one) {
    return one.site()
        .signedFacts(coordinator.mesh(), one.id(), 1 + changes, endpoint(one.number()));
  }

  private Neighbour goes(Neighbour one) {
    coordinator.enact(truth -> truth.without(one.id()));
    return one.listed(false);
  }

  private Neighbour comes(Neighbour one) {
    DocumentText record = one.record().write();
    SignedFacts facts = facts(one);
    coordinator.enact(truth -> truth.with(one.id(), record).with(one.id(), facts));
    return one.listed(true);
  }

  private Neighbour isRecorded(Neighbour one) {
    DocumentText record = one.record().write();
    coordinator.enact(truth -> truth.with(one.id(), record));
    return one;
  }

  private Labels nextLabels() {
    return Labels.of(Map.of("round", Integer.toString(changes)));
  }

  private static List<Range> otherRanges(Neighbour one) {
    Range first = pods(range(one.number(), false));
    Range second = pods(range(one.number(), true));
    return one.record().ranges().stream()
        .map(range ->
            range.kind() == RangeKind.TUNNEL ? range : range.equals(first) ? second : first)
        .toList();
  }

  private static Range pods(String range) {
    return new Range(RangeKind.POD, Cidr.parse(range));
  }
}
