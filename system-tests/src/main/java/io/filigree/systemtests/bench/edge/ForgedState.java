package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.system.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** A copy of a site's state directory in which the peer list was tampered with. */
final class ForgedState {

  private static final Pattern WALL = Pattern.compile("\"wall\":\"[^\"]+\"");

  private final Path state;
  private final Path folder;

  ForgedState(Store store) {
    this.state = store.edge().state();
    this.folder = store.box().directory();
  }

  /** A shell line that puts one in its place that remembers a time two days ahead. */
  String ofTheFuture() {
    String later = "\"wall\":\"" + Instant.now().plus(Duration.ofDays(2)) + "\"";
    return inPlace("future", text -> WALL.matcher(text).replaceAll(later));
  }

  /** A shell line that puts one in its place that nobody can read. */
  String damaged() {
    return inPlace("damaged", text -> "");
  }

  private String inPlace(String name, UnaryOperator<String> change) {
    Path forged = folder.resolve("state-" + name);
    try (Stream<Path> files = Files.list(state)) {
      Files.createDirectories(forged);
      for (Path file : files.toList()) {
        Path copy = forged.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        if (file.toString().endsWith(".log")) {
          Files.write(copy, lines(Files.readAllLines(file), change));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "mount --bind " + forged + " " + state + " || exit";
  }

  /** Each line of the journal begins with the CRC-32C of the rest, in eight hex digits. */
  private static List<String> lines(List<String> lines, UnaryOperator<String> change) {
    List<String> forged = new ArrayList<>();
    for (String line : lines) {
      String text = change.apply(line.substring(9));
      CRC32C sum = new CRC32C();
      sum.update(text.getBytes(StandardCharsets.UTF_8));
      forged.add(text.isEmpty() ? "rotten" : "%08x %s".formatted(sum.getValue(), text));
    }
    return forged;
  }
}
