package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.lab.Wait;
import io.filigree.systemtests.system.Pair;
import io.filigree.systemtests.system.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A store that is made ill, one fault at a time. Its client stands still meanwhile: it would heal
 * most of it.
 *
 * @param store the store
 * @param other one it talks to
 */
record Patient(Store store, Store other) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "ip",
          "wg",
          "nft",
          "ss",
          "sysctl",
          "iptables",
          "ip6tables",
          "conntrack",
          "wireguard-go");

  /** Runs a command on the gateway; its words are separated by blanks. */
  String run(String words) {
    return store.box().command(words.split(" ", -1)).run();
  }

  /** Loads rules into the gateway's nftables. */
  void nft(String rules) {
    Path file = store.box().directory().resolve("planted.nft");
    Folder.write(file, rules);
    store.box().command("nft", "-f", file.toString()).run();
  }

  /** Puts a file into the gateway's own {@code /run}. */
  void inRun(String name, String text) {
    Folder.write(store.box().run().resolve(name), text);
  }

  void notInRun(String name) {
    Folder.delete(store.box().run().resolve(name));
  }

  /** A range of the other store's. */
  String remote() {
    return other.box().plan().podRange();
  }

  /** Kills the client and starts it again, which heals at once, and lets it stand still again. */
  void heal() {
    store.edge().kill();
    store.edge().run();
    Wait.seconds(store + " is healed", PATIENCE, () -> new Pair(store, other).pods().answered());
    store.edge().freeze();
  }

  /** A shell line that leaves every tool on the path but one. */
  String without(String tool) {
    Path folder = store.box().directory().resolve("without-" + tool);
    Folder.write(folder.resolve("about"), "tools without " + tool + "\n");
    TOOLS.stream().filter(other -> !other.equals(tool)).forEach(other -> link(folder, other));
    return "export PATH=" + folder;
  }

  private static void link(Path folder, String tool) {
    for (String place :
        List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")) {
      Path program = Path.of(place, tool);
      if (Files.isExecutable(program)) {
        try {
          Files.deleteIfExists(folder.resolve(tool));
          Files.createSymbolicLink(folder.resolve(tool), program);
          return;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
