package io.filigree.systemtests.sim;

import io.filigree.controlplane.feed.VirtualCoordinator.Backup;
import io.filigree.protocol.key.WireGuardPublicKey;
import io.filigree.protocol.net.Cidr;
import io.filigree.protocol.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that goes wrong with machines: one thing after the other, several at a time. */
final class Mischief {

  private static final Instant DAWN_OF_UNIX = Instant.parse("1970-01-01T00:00:10Z");

  private final World world;
  private Optional<Saved> saved = Optional.empty();

  Mischief(World world) {
    this.world = world;
  }

  /** A backup of everything the database holds. */
  private record Saved(Backup rows, Book book) {}

  /** Does one thing. */
  void strike() {
    switch (world.dice.below(22)) {
      case 0, 1 -> killClient();
      case 2 -> stopClient();
      case 3, 4 -> reboot();
      case 5, 6 -> cutOff();
      case 7 -> haltCoordinator(true);
      case 8 -> haltCoordinator(false);
      case 9 -> loseDatabase();
      case 10 -> saveOrRestore();
      case 11, 12 -> trim();
      case 13 -> loseLogRows();
      case 14 -> jumpClock();
      case 15, 16 -> fillDisk();
      case 17 -> moveBox();
      case 18, 19 -> world.wander();
      default -> meddle();
    }
  }

  /** Nothing more goes wrong, and what broke is mended. */
  void end() {
    setDatabaseAway(false);
    for (int i = 0; i < Front.REPLICAS; i++) {
      startReplica(i);
    }
    for (Box box : world.allBoxes()) {
      box.cutOffUntil = 0;
      box.diskFullUntil = 0;
      box.client.start();
    }
  }

  private Box someBox() {
    return world.dice.pick(world.allBoxes());
  }

  private void killClient() {
    Box box = someBox();
    box.client.die();
    world.count(Happening.CLIENT_KILLED);
    world.time.after(world.dice.between(100, 12_000), box.client::start);
  }

  private void stopClient() {
    Box box = someBox();
    box.client.stop();
    world.count(Happening.CLIENT_STOPPED);
    world.time.after(world.dice.between(100, 5_000), box.client::start);
  }

  private void reboot() {
    Box box = someBox();
    box.reboot();
    world.count(Happening.BOX_REBOOTED);
    world.say(() -> box + " loses its power");
    if (world.dice.oneIn(3)) {
      wallAt(box, DAWN_OF_UNIX);
      world.count(Happening.CLOCK_IN_1970);
    }
    world.time.after(world.dice.between(1_000, 20_000), box.client::start);
  }

  private void cutOff() {
    long until = world.time.millis() + world.dice.between(2_000, 40_000);
    int boxes = world.dice.oneIn(4) ? 10 : 2;
    for (int i = 0; i < boxes; i++) {
      someBox().cutOffUntil = until;
    }
    world.count(Happening.PARTITION);
  }

  private void haltCoordinator(boolean politely) {
    int replica = world.dice.below(Front.REPLICAS);
    if (politely) {
      world.coordinator.stop(replica);
      world.count(Happening.COORDINATOR_STOPPED);
    } else {
      world.coordinator.kill(replica);
      world.count(Happening.COORDINATOR_KILLED);
    }
    world.say(() -> "coordinator " + replica + (politely ? " stops" : " dies"));
    world.time.after(world.dice.between(300, 15_000), () -> startReplica(replica));
  }

  /** Whoever starts it tries again until it can reach its database. */
  void startReplica(int replica) {
    if (!world.coordinator.isUp(replica) && !world.coordinator.start(replica)) {
      world.time.after(1_000, () -> startReplica(replica));
    }
  }

  private void loseDatabase() {
    setDatabaseAway(true);
    world.count(Happening.DATABASE_AWAY);
    world.time.after(world.dice.between(500, 8_000), () -> setDatabaseAway(false));
  }

  private void setDatabaseAway(boolean away) {
    world.databaseAway = away;
    world.coordinator.databaseAway(away);
  }

  /** The first time it is only saved; and now and then again. */
  private void saveOrRestore() {
    if (saved.isEmpty() || world.dice.oneIn(3)) {
      saved = Optional.of(new Saved(world.coordinator.backup(), world.book.copy()));
      return;
    }
    boolean underWay = world.dice.oneIn(2);
    for (int i = 0; i < Front.REPLICAS && !underWay; i++) {
      int replica = i;
      world.coordinator.kill(replica);
      world.time.after(world.dice.between(300, 5_000), () -> startReplica(replica));
    }
    world.coordinator.restore(saved.get().rows());
    world.book = saved.get().book().copy();
    world.promises.anotherHistory();
    world.count(Happening.DATABASE_RESTORED);
    world.say(() -> "the database is restored to " + world.coordinator.epoch());
  }

  private void trim() {
    if (world.coordinator.trimLog()) {
      world.count(Happening.LOG_TRIMMED);
    }
  }

  private void loseLogRows() {
    world.coordinator.loseNewestLogRows();
    world.count(Happening.LOG_ROWS_LOST);
  }

  private void jumpClock() {
    Box box = someBox();
    switch (world.dice.below(3)) {
      case 0 -> {
        wallAt(box, DAWN_OF_UNIX);
        world.count(Happening.CLOCK_IN_1970);
      }
      case 1 -> {
        box.clockError = Duration.ofDays(3_650);
        world.count(Happening.CLOCK_TEN_YEARS_AHEAD);
      }
      default -> {
        box.clockError = box.clockError.minusHours(1);
        world.count(Happening.CLOCK_BACK_AN_HOUR);
      }
    }
  }

  private void wallAt(Box box, Instant wall) {
    box.clockError = Duration.between(world.wall(), wall);
    long right = world.dice.between(5_000, 60_000);
    world.time.after(right, () -> box.clockError = Duration.ZERO);
  }

  private void fillDisk() {
    Box box = someBox();
    box.diskFullUntil = world.time.millis() + world.dice.between(3_000, 30_000);
    world.count(Happening.DISK_FULL);
  }

  private void moveBox() {
    Box box = someBox();
    box.address =
        IpAddress.parse("198.19.%d.%d".formatted(world.dice.below(250), box.site.number()));
    world.count(Happening.ADDRESS_CHANGED);
  }

  /** Somebody with a shell. */
  private void meddle() {
    Box box = someBox();
    List<Cidr> routes = box.machine.observe().routes().keySet().stream().sorted().toList();
    List<WireGuardPublicKey> peers = box.machine.peers().stream().sorted().toList();
    if (!routes.isEmpty()) {
      box.machine.loseRoute(world.dice.pick(routes));
      world.count(Happening.MACHINE_MEDDLED_WITH);
    }
    if (!peers.isEmpty() && world.dice.oneIn(2)) {
      box.machine.losePeer(world.dice.pick(peers));
    }
  }
}
