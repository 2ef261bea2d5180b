package io.filigree.systemtests.sim;

import io.filigree.controlplane.site.RemovalRule;
import io.filigree.edge.agent.StatusReport;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.CoordinatorUrl;
import io.filigree.protocol.record.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes the mesh as people do, through whichever process of the coordinator is up. */
final class Operator {

  private static final int FEWEST_SITES = 16;

  /** Epochs that are signed in one go when sites complain that theirs is newer. */
  private static final int AT_ONCE = 3;

  private final World world;
  private boolean complaints;

  Operator(World world) {
    this.world = world;
  }

  /** Does something that makes sense, if the coordinator can be reached. */
  void act() {
    Optional<Integer> replica = world.someReplica();
    if (replica.isEmpty()) {
      return;
    }
    int through = replica.get();
    switch (world.dice.below(12)) {
      case 0, 1 -> join(through);
      case 2, 3 -> remove(through);
      case 4 -> give(through);
      case 5 -> free(through);
      case 6, 7, 8 -> move(through);
      case 9 -> relink(through);
      case 10 -> readdress(through);
      default -> resettle(through);
    }
  }

  /** What a site says of itself; that it refuses the roster is a reason to act. */
  void hears(StatusReport report) {
    complaints |= report.refusals().stream().anyMatch(line -> line.site().equals("roster"));
  }

  /** Acts for as long as sites refuse what they are told: their epoch has to be passed. */
  void answerComplaints() {
    Optional<Integer> replica = world.someReplica();
    if (complaints && replica.isPresent()) {
      complaints = false;
      world.count(Happening.COMPLAINT_ANSWERED);
      for (int i = 0; i < AT_ONCE; i++) {
        relink(replica.get());
      }
    }
  }

  private void join(int through) {
    if (world.hasRoom()) {
      SimSite site = SimSite.number(world.nextNumber());
      String region = world.dice.pick(Book.REGIONS);
      list(through, new Listing(site, region, world.dice.oneIn(15), List.of(), 0));
      world.count(Happening.SITE_JOINED);
      world.addBox(site, world.dice.between(50, 8_000));
    }
  }

  void list(int through, Listing listing) {
    world.book.listed.put(listing.site().id(), listing);
    publish(through, listing, Optional.empty());
  }

  private void publish(int through, Listing listing, Optional<DocumentText> mesh) {
    world.say(() -> "operator: " + listing);
    SiteId site = listing.site().id();
    world.coordinator.site(through, site, listing.record().write(), mesh);
  }

  private void remove(int through) {
    if (world.book.listed.size() <= FEWEST_SITES) {
      return;
    }
    Listing listing = some(Listing::hasClient).orElseThrow();
    SiteId site = listing.site().id();
    world.book.listed.remove(site);
    world.book.gone.add(site);
    world.say(() -> "operator: removes " + listing.site().name());
    boolean flag = RemovalRule.needsFlag(world.book.gone.size(), world.book.listed.size(), false);
    world.coordinator.remove(through, site, flag ? Optional.of(flagged()) : Optional.empty());
    world.count(Happening.SITE_REMOVED);
  }

  private DocumentText flagged() {
    world.book.massRemoval = Optional.of(world.coordinator.epoch().value() + 1);
    return world.book.meshRecord();
  }

  private void give(int through) {
    Optional<Cidr> range = freeRange();
    if (range.isPresent()) {
      change(through, some(_ -> true).orElseThrow().with(range.get()));
      world.count(Happening.RANGE_GIVEN);
    }
  }

  /** Blocks of different sizes, so that one may lie inside another. */
  private Optional<Cidr> freeRange() {
    List<Cidr> free = new ArrayList<>();
    for (int block = 16; block < 32; block += 2) {
      for (String text :
          List.of("172.%d.0.0/15", "172.%d.0.0/16", "172.%d.64.0/20", "172.%d.64.0/24")) {
        Cidr range = Cidr.parse(text.formatted(block));
        if (world.book.free(range)) {
          free.add(range);
        }
      }
    }
    return free.isEmpty() ? Optional.empty() : Optional.of(world.dice.pick(free));
  }

  private void free(int through) {
    Optional<Listing> owner = some(listing -> !listing.extra().isEmpty());
    if (owner.isPresent()) {
      change(through, owner.get().without(world.dice.pick(owner.get().extra())));
      world.count(Happening.RANGE_FREED);
    }
  }

  /** Postgres lets nobody take it before it is free; an edge may see both steps as one. */
  private void move(int through) {
    Optional<Listing> owner = some(listing -> !listing.extra().isEmpty());
    if (owner.isPresent()) {
      Cidr range = world.dice.pick(owner.get().extra());
      change(through, owner.get().without(range));
      SiteId from = owner.get().site().id();
      change(through, some(listing -> !listing.site().id().equals(from)).orElseThrow().with(range));
      world.count(Happening.RANGE_MOVED);
    }
  }

  private void relink(int through) {
    String one = world.dice.pick(Book.REGIONS);
    String other = world.dice.pick(Book.REGIONS);
    String bridge = one.compareTo(other) < 0 ? one + "-" + other : other + "-" + one;
    if (!world.book.bridges.remove(bridge)) {
      world.book.bridges.add(bridge);
    }
    world.say(() -> "operator: bridges are " + world.book.bridges);
    world.coordinator.meshRecord(through, flagged());
    world.count(Happening.LINKS_CHANGED);
  }

  /** Another order, or only one of them. */
  private void readdress(int through) {
    List<CoordinatorUrl> urls = new ArrayList<>(Front.ALL);
    if (world.dice.oneIn(2)) {
      urls.add(urls.removeFirst());
    }
    if (world.dice.oneIn(3)) {
      urls.removeLast();
    }
    world.book.urls = List.copyOf(urls);
    world.say(() -> "operator: URLs are " + urls);
    world.coordinator.meshRecord(through, world.book.meshRecord());
    world.count(Happening.URLS_CHANGED);
  }

  private void resettle(int through) {
    Listing moved = some(_ -> true).orElseThrow().in(world.dice.pick(Book.REGIONS));
    world.book.listed.put(moved.site().id(), moved);
    publish(through, moved, Optional.of(flagged()));
    world.count(Happening.SITE_RELABELLED);
  }

  private void change(int through, Listing listing) {
    world.book.listed.put(listing.site().id(), listing);
    publish(through, listing, Optional.empty());
  }

  private Optional<Listing> some(Predicate<Listing> which) {
    List<Listing> all = world.book.listed.values().stream().filter(which).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(world.dice.pick(all));
  }
}
