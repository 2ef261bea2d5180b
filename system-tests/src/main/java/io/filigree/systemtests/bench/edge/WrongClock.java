package io.filigree.systemtests.bench.edge;

import io.filigree.systemtests.lab.SiteBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A clock that shows the second day of 1970, for one process and its children, by Debian's
 * libfaketime: there is no namespace for the time of day, and the machine's clock is not ours.
 */
final class WrongClock {

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String NAME = "libfaketimeMT.so.1";

  private WrongClock() {}

  /** Whether this machine can do that. */
  static boolean possible() {
    return library().isPresent();
  }

  /** The environment of a process that is to live in 1970. */
  static Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library().orElseThrow().toString(),
        "FAKETIME", "@1970-01-02 00:00:00",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1");
  }

  /** Whether a program of that box lives in 1970. */
  static boolean shows(SiteBox box) {
    List<String> words = new ArrayList<>(List.of("env"));
    environment().forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of("date", "+%Y"));
    return box.command(words.toArray(String[]::new)).run().strip().equals("1970");
  }

  private static Optional<Path> library() {
    try (Stream<Path> found =
        Files.find(
            LIBRARIES,
            3,
            (file, _) -> file.endsWith("faketime/" + NAME),
            FileVisitOption.FOLLOW_LINKS)) {
      return found.findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
