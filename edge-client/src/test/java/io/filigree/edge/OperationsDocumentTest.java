package io.filigree.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.filigree.edge.host.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operations.md promises to people who write alerts and search logs. */
class OperationsDocumentTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path DOCUMENT = Path.of("../docs/operations.md");

  private static final Pattern EVENT =
      Pattern.compile("(?:\\bsay|LogLine\\.of)\\(\\s*\"([a-z-]+)\"|\\bsayIf\\([^\"]*\"([a-z-]+)\"");
  private static final Pattern FAMILY =
      Pattern.compile("Family\\.(?:gauge|counter|fraction)\\(\\s*\"([a-z_]+)\"");
  private static final Pattern FINDING =
      Pattern.compile("Finding(?:\\.broken|\\.warning|)\\(\\s*\"([a-z0-9-]+)\"");
  private static final Pattern ANY_ID = Pattern.compile("\"([a-z0-9]+(?:-[a-z0-9]+)+|cloned)\"");
  private static final Pattern QUOTED = Pattern.compile("`([a-z0-9_-]+)`");

  @Test
  void everyEventOfTheLogIsInItsTableAndNoOther() throws IOException {
    assertThat(table("### The log")).isEqualTo(inSources(EVENT, ""));
  }

  @Test
  void everyMetricIsInItsTableAndNoOther() throws IOException {
    assertThat(table("### Metrics")).isEqualTo(inSources(FAMILY, "filigree_"));
  }

  @Test
  void everyFindingOfTheDoctorIsInItsTableAndNoOther() throws IOException {
    Set<String> told = table("### `filigree doctor`");
    assertThat(told).containsAll(inSources(FINDING, ""));
    // Some are chosen from among several, or made of a tool's name.
    assertThat(inSources(ANY_ID, "")).containsAll(withoutTools(told));
  }

  private static Set<String> withoutTools(Set<String> ids) {
    Set<String> others = new TreeSet<>(ids);
    for (Tool tool : Tool.values()) {
      others.remove(tool.command() + "-missing");
    }
    return others;
  }

  private static Set<String> inSources(Pattern pattern, String prefix) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(found.group(1) == null ? 2 : 1))
            .forEach(name -> names.add(prefix + name));
      }
    }
    return names;
  }

  /** The quoted names in the first column of the first table under a heading. */
  private static Set<String> table(String heading) throws IOException {
    String after = Files.readString(DOCUMENT).split(Pattern.quote(heading + "\n"), 2)[1];
    return after
        .lines()
        .dropWhile(line -> !line.startsWith("| --- "))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(row -> row.split("\\|", 3)[1])
        .flatMap(cell -> QUOTED.matcher(cell).results().map(found -> found.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
