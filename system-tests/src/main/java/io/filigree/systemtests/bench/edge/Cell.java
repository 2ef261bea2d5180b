package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.SmallDisk;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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

  /** In a lab nobody's clock may be set: all boxes share the machine's. */
  private static final String[] CLOCK = {"--clock", "off"};

  private final Trouble trouble;
  private final boolean firstJoin;
  private final Store store;
  private final String token;
  private final InetSocketAddress coordinator;
  private final List<Pair> links;
  private final Optional<SmallDisk> disk;

  /**
   * @param token it joins with this
   * @param neighbours whom it has links with
   */
  Cell(
      Trouble trouble,
      boolean firstJoin,
      Store store,
      String token,
      InetSocketAddress coordinator,
      List<Store> neighbours) {
    this.trouble = trouble;
    this.firstJoin = firstJoin;
    this.store = store;
    this.token = token;
    this.coordinator = coordinator;
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

  /** What has to work before the trouble comes. */
  void prepare() {
    if (!firstJoin) {
      store.edge().join(token, CLOCK);
      store.edge().run();
      Wait.seconds("the links of " + store, Duration.ofMinutes(1), this::answered);
    }
  }

  private boolean answered() {
    return links.stream().allMatch(link -> link.pods().ask(300).isPresent());
  }

  /** Starts the trouble, and the client under it. */
  Outcome play(Reboots reboots) {
    if (trouble == Trouble.CLOCK_1970 && !WrongClock.possible()) {
      return outcome(false, "not tried; install it with: apt-get install faketime");
    }
    return firstJoin ? join() : boot(reboots);
  }

  /** Boots a box of the lab. */
  interface Reboots {
    void reboot(Store store);
  }

  /** A join that cannot be has to say so in one line; after one that can, the links work. */
  private Outcome join() {
    return switch (trouble) {
      case COORDINATOR_DOWN, DNS_DOWN, CLOCK_1970, DISK_FULL -> joinUnderTrouble();
      case FILE_TORN -> {
        store.edge().join(token, CLOCK);
        boolean present = begin();
        store.edge().run();
        yield judge(present);
      }
      case WIREGUARD_GO_KILLED -> {
        store.edge().join(token, CLOCK).run();
        Wait.seconds("an interface", SOON, () -> WireGuard.publicKey(store.box()).isPresent());
        yield judge(begin());
      }
    };
  }

  private Outcome joinUnderTrouble() {
    boolean present = begin();
    Command.Outcome join = store.edge().tryJoin(environment(), token, CLOCK);
    if (join.succeeded()) {
      store.edge().run(environment());
      return judge(present);
    }
    List<String> lines = join.output().lines().filter(trouble::isNamedIn).toList();
    return outcome(
        present && lines.size() == 1, "no join, and it says: " + String.join(" | ", lines));
  }

  private Outcome boot(Reboots reboots) {
    if (trouble == Trouble.WIREGUARD_GO_KILLED) {
      return judge(begin());
    }
    reboots.reboot(store);
    boolean present = begin();
    store.edge().run(environment());
    return judge(present);
  }

  /** Makes the trouble; whether it is really there. */
  private boolean begin() {
    return switch (trouble) {
      case COORDINATOR_DOWN -> !connects();
      case DNS_DOWN -> {
        store.box().forgetNames();
        yield !store.box().command("getent", "hosts", Matrix.COORDINATOR).attempt().succeeded();
      }
      case CLOCK_1970 -> WrongClock.shows(store.box());
      case DISK_FULL -> {
        disk.orElseThrow().fill();
        yield true; // else it throws
      }
      case FILE_TORN -> tear(newestJournal());
      case WIREGUARD_GO_KILLED -> killWireGuard();
    };
  }

  private boolean connects() {
    return store
        .box()
        .gateway()
        .inside(() -> {
          try (Socket socket = new Socket()) {
            socket.connect(coordinator, 1_000);
            return true;
          } catch (IOException refused) {
            return false;
          }
        });
  }

  private boolean killWireGuard() {
    if (store.box().gateway().kill("wireguard-go") == 0) {
      store.box().gateway().ip("link del " + WireGuard.INTERFACE); // the kernel's WireGuard
    }
    return true; // else the command has failed
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

  private static boolean tear(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long size = channel.size();
      channel.truncate(size / 2);
      return channel.size() < size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome judge(boolean present) {
    long start = System.nanoTime();
    boolean works = Wait.upTo(trouble.patience(), this::answered);
    String seconds = "%.1f s".formatted((System.nanoTime() - start) / 1e9);
    if (works) {
      return outcome(present, "all links work after " + seconds);
    }
    List<String> lines =
        store.edge().status().lines().filter(trouble::isNamedIn).map(String::strip).toList();
    // What worked before has to work; only who has never worked may say why not instead.
    return outcome(
        present && firstJoin && lines.size() == 1,
        "not all links work, and status says: " + String.join(" | ", lines));
  }

  private Outcome outcome(boolean right, String words) {
    return new Outcome(
        right, "%s, %s: %s".formatted(trouble, firstJoin ? "first join" : "steady", words));
  }
}
