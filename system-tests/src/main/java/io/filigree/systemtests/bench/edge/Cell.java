package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.SmallDisk;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One field of the matrix: a box, what is wrong with it, and whether it runs for the first time or
 * has been a site for a while.
 */
final class Cell {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Trouble trouble;
  private final boolean firstJoin;
  private final Store store;
  private final List<Pair> links;
  private final Optional<SmallDisk> disk;

  /**
   * @param neighbours whom it has links with
   */
  Cell(Trouble trouble, boolean firstJoin, Store store, List<Store> neighbours) {
    this.trouble = trouble;
    this.firstJoin = firstJoin;
    this.store = store;
    this.links =
        neighbours.stream()
            .flatMap(other -> Stream.of(new Pair(store, other), new Pair(other, store)))
            .toList();
    this.disk =
        trouble == Trouble.DISK_FULL
            ? Optional.of(store.box().smallDisk(store.edge().state()))
            : Optional.empty();
  }

  /** How it ended. */
  record Outcome(boolean right, String words) {}

  Trouble trouble() {
    return trouble;
  }

  Store store() {
    return store;
  }

  /** Joins; in a lab nobody's clock may be set, for all boxes share the machine's. */
  void join(String token) {
    store.edge().join(token, "--clock", "off");
    if (!firstJoin) {
      store.edge().run();
    }
  }

  /** Until what has to work before the trouble does. */
  void awaitLinks() {
    if (!firstJoin) {
      Wait.seconds("the links of " + store, Duration.ofMinutes(1), this::answered);
    }
  }

  private boolean answered() {
    return links.stream().allMatch(link -> link.pods().ask(300).isPresent());
  }

  /** Starts the trouble, and the client under it; a box that was a site boots before. */
  Outcome play(Reboots reboots) {
    if (!possible()) {
      return new Outcome(false, this + "not tried; install it with: apt-get install faketime");
    }
    if (trouble == Trouble.WIREGUARD_GO_KILLED) {
      killWireGuard();
    } else {
      if (!firstJoin) {
        reboots.reboot(store);
      }
      begin();
      store.edge().run(environment());
    }
    return judge();
  }

  /** Boots a box of the lab. */
  interface Reboots {
    void reboot(Store store);
  }

  private void killWireGuard() {
    if (firstJoin) {
      store.edge().run();
      Wait.seconds("an interface", SOON, () -> WireGuard.publicKey(store.box()).isPresent());
    }
    if (store.box().gateway().kill("wireguard-go") == 0) {
      store.box().gateway().ip("link del " + WireGuard.INTERFACE); // the kernel's WireGuard
    }
  }

  private void begin() {
    switch (trouble) {
      case DNS_DOWN -> store.box().forgetNames();
      case DISK_FULL -> disk.orElseThrow().fill();
      case FILE_TORN -> tear(newestJournal());
      case COORDINATOR_DOWN, CLOCK_1970, WIREGUARD_GO_KILLED -> {}
    }
  }

  /** A machine without libfaketime cannot try that one. */
  private boolean possible() {
    return trouble != Trouble.CLOCK_1970 || WrongClock.possible();
  }

  private Map<String, String> environment() {
    return trouble == Trouble.CLOCK_1970 ? WrongClock.environment() : Map.of();
  }

  private Path newestJournal() {
    try (Stream<Path> files = Files.list(store.edge().state())) {
      return files
          .filter(file -> file.getFileName().toString().matches("mesh-[0-9]+[.]log"))
          .max(
              Comparator.comparing(
                  file -> Long.valueOf(file.toString().replaceAll(".*mesh-|[.]log", ""))))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tear(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome judge() {
    long start = System.nanoTime();
    boolean works = Wait.upTo(trouble.patience(), this::answered);
    String seconds = "%.1f s".formatted((System.nanoTime() - start) / 1e9);
    Optional<String> line = confession();
    String said = line.map(text -> ", and says: " + text).orElse("");
    return works
        ? new Outcome(true, this + "all links work after " + seconds + said)
        : new Outcome(line.isPresent(), this + "not all links work" + said);
  }

  /** The line of status or log that says what is wrong. */
  private Optional<String> confession() {
    return Stream.concat(store.edge().status().lines(), store.edge().output().lines())
        .filter(trouble::isNamedIn)
        .findFirst()
        .map(String::strip);
  }

  @Override
  public String toString() {
    return "%s, %s: ".formatted(trouble, firstJoin ? "first join" : "steady");
  }
}
