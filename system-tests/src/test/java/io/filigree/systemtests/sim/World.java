package io.filigree.systemtests.sim;

import io.filigree.controlplane.feed.VirtualCoordinator;
import io.filigree.controlplane.feed.VirtualCoordinator.Design;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.name.SiteId;
import io.filigree.protocol.roster.RosterStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** One coordinator, its edges, what lies between them, and what befalls them: all from one seed. */
final class World {

  /** How long things go wrong, in milliseconds. */
  private static final long UNREST = 10_000;

  /** After so long in peace everybody must agree, in milliseconds. */
  private static final long PATIENCE = 300_000;

  /** Thirty edges, a router and a wanderer. */
  private static final int MOST_SITES = 32;

  /** With those of sites that were removed. */
  private static final int MOST_BOXES = 40;

  private static final Instant DAWN = Instant.parse("2026-11-24T00:00:00Z");

  final Dice dice;
  final Timeline time;
  final Plant plant;
  final Promises promises;
  final VirtualCoordinator coordinator;
  final Network network;
  final Operator operator;
  Book book = new Book();
  boolean databaseAway;

  private final Story story;
  private final Tally tally = new Tally();
  private final Mischief mischief;
  private final Wanderer wanderer = new Wanderer(this);
  private final List<Box> boxes = new ArrayList<>();
  private final Map<WireGuardPublicKey, Box> byKey = new HashMap<>();
  private int lastNumber;

  World(long seed, long millis, Set<RosterStatement> signed, Plant plant, Story story) {
    this.dice = new Dice(seed);
    this.time = new Timeline(millis);
    this.plant = plant;
    this.story = story;
    this.promises = new Promises(this, signed);
    Design design = new Design(logRows(), Front.REPLICAS, plant.facts(), plant.forgetfulLog());
    this.coordinator =
        new VirtualCoordinator(
            SimSite.MESH, book.meshRecord(), design, promises::sign, time, this::notification);
    this.network = new Network(this);
    this.operator = new Operator(this);
    this.mischief = new Mischief(this);
  }

  /** In some worlds so few that whoever misses a change or two is forgotten. */
  private int logRows() {
    return (int) (dice.oneIn(3) ? dice.between(2, 8) : dice.between(8, 60));
  }

  private OptionalLong notification() {
    return network.happens(15, Happening.NOTIFICATION_LOST)
        ? OptionalLong.empty()
        : OptionalLong.of(dice.between(1, 40));
  }

  /** The right time of day. */
  Instant wall() {
    return DAWN.plusMillis(time.millis());
  }

  /** Whether the database ever became an older one. */
  boolean wasRestored() {
    return tally.of(Happening.DATABASE_RESTORED) > 0;
  }

  /** Things go wrong for a while. */
  void suffer() {
    long end = time.millis() + UNREST;
    network.turnFoul();
    again(end, 4_000, operator::act);
    again(end, 2_000, mischief::strike);
    time.passUntil(end);
  }

  /** Does something again and again, at random times, until then. */
  private void again(long end, long atMost, Runnable task) {
    time.after(
        dice.between(1, atMost),
        () -> {
          if (time.millis() < end) {
            task.run();
            again(end, atMost, task);
          }
        });
  }

  /** Nothing more goes wrong, until everybody agrees; empty if everybody does in time. */
  Optional<String> settle() {
    network.turnFair();
    mischief.end();
    long end = time.millis() + PATIENCE;
    Optional<String> missing = Agreement.missing(this);
    while (missing.isPresent() && time.millis() < end) {
      time.passUntil(time.millis() + 1_000);
      operator.answerComplaints();
      wanderer.insist();
      missing = Agreement.missing(this);
    }
    return missing;
  }

  void startCoordinator() {
    for (int i = 0; i < Front.REPLICAS; i++) {
      mischief.startReplica(i);
    }
  }

  /** A box whose client starts soon. */
  void addBox(SimSite site, long startsIn) {
    Box box = new Box(this, site, coordinator.epoch());
    add(box);
    time.after(startsIn, box.client::start);
  }

  void add(Box box) {
    boxes.add(box);
    byKey.put(box.site.key(), box);
    lastNumber = Math.max(lastNumber, box.site.number());
  }

  /** Whether there is room for one more. */
  boolean hasRoom() {
    return book.listed.size() < MOST_SITES && boxes.size() < MOST_BOXES;
  }

  int nextNumber() {
    return lastNumber + 1;
  }

  List<Box> allBoxes() {
    return boxes;
  }

  Optional<Box> box(WireGuardPublicKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Whose key that is. */
  Optional<SiteId> owner(WireGuardPublicKey key) {
    return box(key).map(box -> box.site.id()).or(() -> wanderer.owner(key));
  }

  void wander() {
    wanderer.move();
  }

  /** A process of the coordinator that can write. */
  Optional<Integer> someReplica() {
    int first = dice.below(Front.REPLICAS);
    for (int i = 0; i < Front.REPLICAS && !databaseAway; i++) {
      int replica = (first + i) % Front.REPLICAS;
      if (coordinator.isUp(replica)) {
        return Optional.of(replica);
      }
    }
    return Optional.empty();
  }

  void count(Happening happening) {
    tally.count(happening);
    if (happening.isWorthTelling()) {
      say(() -> "-- " + happening);
    }
  }

  Tally tally() {
    return tally;
  }

  void say(Supplier<String> line) {
    story.say(time.millis(), line);
  }

  void check(boolean holds, Supplier<String> broken) {
    if (!holds) {
      throw new BrokenPromise(broken.get());
    }
  }
}
