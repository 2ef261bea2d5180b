package io.filigree.systemtests.bench.edge;

import io.filigree.edge.agent.Remembered;
import io.filigree.edge.state.LastKnownGood;
import io.filigree.edge.trust.Holdings;
import io.filigree.protocol.MalformedException;
import io.filigree.protocol.record.Facts;
import io.filigree.protocol.record.Format;
import io.filigree.protocol.record.SiteRecord;
import io.filigree.systemtests.hollow.CoordinatorDouble;
import io.filigree.systemtests.lab.Command;
import io.filigree.systemtests.lab.Folder;
import io.filigree.systemtests.system.Store;
import io.filigree.systemtests.system.WireGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of an edge client that was killed: whole, and of a moment that was? */
final class LeftBehind {

  private final Store store;
  private final CoordinatorDouble coordinator;
  private final Unrest unrest;
  private final Set<String> cursors = new HashSet<>();

  LeftBehind(Store store, CoordinatorDouble coordinator, Unrest unrest) {
    this.store = store;
    this.coordinator = coordinator;
    this.unrest = unrest;
  }

  /** At how many different moments the mesh stood in what was read. */
  int cursors() {
    return cursors.size();
  }

  /** Files that somebody began to write and nobody finished. */
  static long temporary(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with them; empty if nothing is. */
  Optional<String> wrong() {
    return journal().or(this::configuration);
  }

  private Optional<String> journal() {
    Path copy = store.box().directory().resolve("copy");
    Folder.delete(copy);
    Command.of("cp", "-a", store.edge().state().toString(), copy.toString()).run();
    try (LastKnownGood disk = LastKnownGood.open(copy)) {
      return switch (disk.takeRemembered()) {
        case Remembered.Nothing() -> Optional.of("the journal is empty");
        case Remembered.Damaged(String reason) -> Optional.of("the journal is damaged: " + reason);
        case Remembered.Found found -> judge(found.holdings());
      };
    } catch (IOException e) {
      return Optional.of("the journal cannot be opened: " + e);
    }
  }

  private Optional<String> judge(Holdings held) {
    String cursor = held.cursor().toString();
    cursors.add(cursor);
    if (!held.copy().digest().equals(held.cursor().digest())) {
      return Optional.of("the journal does not add up to its cursor");
    }
    boolean signed =
        held.copy()
            .statement(coordinator.mesh(), Format.FORMAT, held.epoch())
            .filter(statement -> statement.sign(coordinator.rosterKey()).equals(held.signature()))
            .isPresent();
    if (!signed) {
      return Optional.of("the journal's roster is not the one that was signed");
    }
    return unrest.wasAt(cursor, peers(held))
        ? Optional.empty()
        : Optional.of("the mesh never was what the journal says");
  }

  private Set<String> peers(Holdings held) {
    Set<String> keys = new HashSet<>();
    held.copy()
        .records()
        .forEach((id, record) -> {
          if (!SiteRecord.parse(record).name().toString().equals(store.name())) {
            held.copy()
                .facts(id)
                .ifPresent(
                    facts -> keys.add(Facts.parse(facts.document()).wireGuardKey().toBase64()));
          }
        });
    return keys;
  }

  /** The wg-quick file, by its text alone. */
  private Optional<String> configuration() {
    Path file = store.edge().state().resolve(WireGuard.INTERFACE + ".conf");
    try {
      String text = Files.readString(file);
      List<String> sections = List.of(text.split("\\[Peer]\n", -1));
      boolean whole =
          text.endsWith("\n")
              && sections.getFirst().contains("[Interface]\nPrivateKey = ")
              && sections.getFirst().contains("\nListenPort = 51871\n")
              && sections.getFirst().contains("\nAddress = ");
      if (!whole) {
        return Optional.of(file.getFileName() + " is not whole");
      }
      Set<String> keys = new HashSet<>();
      for (String section : sections.subList(1, sections.size())) {
        keys.add(value(section, "PublicKey"));
        value(section, "AllowedIPs");
      }
      return unrest.asked(keys)
          ? Optional.empty()
          : Optional.of(file.getFileName() + " has peers that no moment of the mesh had together");
    } catch (IOException | MalformedException e) {
      return Optional.of(e.toString());
    }
  }

  private static String value(String section, String key) {
    return section
        .lines()
        .filter(line -> line.startsWith(key + " = "))
        .map(line -> line.substring(key.length() + 3))
        .findFirst()
        .orElseThrow(() -> new MalformedException(key, "is missing in a peer"));
  }
}
