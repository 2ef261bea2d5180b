package io.filigree.systemtests.sim;

import io.filigree.controlplane.feed.VirtualCoordinator.Backup;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.roster.RosterStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The world before anything went wrong: all sites have joined and agree. It is made once, because
 * it takes longer than what comes after, and every world begins as a copy of it.
 */
final class Genesis {

  static final int SITES = 24;

  private static final long LONG_ENOUGH = 300_000;

  private final long millis;
  private final Set<RosterStatement> signed;
  private final Book book;
  private final Backup database;
  private final List<Box> boxes;

  private Genesis(World world) {
    this.millis = world.time.millis();
    this.signed = world.promises.signed();
    this.book = world.book.copy();
    this.database = world.coordinator.backup();
    this.boxes = List.copyOf(world.allBoxes());
  }

  static Genesis make() {
    World world = new World(0, 0, Set.of(), Plant.NONE, Story.silent());
    world.startCoordinator();
    for (int number = 1; number <= SITES; number++) {
      SimSite site = SimSite.number(number);
      world.operator.list(0, listing(site));
      world.addBox(site, number * 100L);
    }
    world.operator.list(0, listing(SimSite.number(Listing.ROUTER)));
    world.operator.list(0, listing(SimSite.number(Listing.WANDERER)));
    world.wander();
    Optional<String> missing = world.settle();
    while (!isQuiet(world) || missing.isPresent()) {
      world.check(world.time.millis() < LONG_ENOUGH, () -> "no beginning: " + missing);
      world.time.passUntil(world.time.millis() + 100);
    }
    return new Genesis(world);
  }

  private static Listing listing(SimSite site) {
    String region = Book.REGIONS.get(site.number() % Book.REGIONS.size());
    List<Cidr> extra =
        site.number() <= SITES && site.number() % 4 == 1
            ? List.of(Cidr.parse("172.%d.0.0/16".formatted(16 + site.number() / 2)))
            : List.of();
    return new Listing(site, region, site.number() == 1, extra, 0);
  }

  private static boolean isQuiet(World world) {
    return world.allBoxes().stream().allMatch(box -> box.client.isQuiet());
  }

  /** A world of its own that begins here. */
  World begin(long seed, Plant plant, Story story) {
    World world = new World(seed, millis, signed, plant, story);
    world.book = book.copy();
    world.coordinator.restore(database);
    boxes.forEach(box -> world.add(box.in(world)));
    world.startCoordinator();
    world.allBoxes().forEach(box -> box.client.resume());
    return world;
  }
}
