package io.filigree.systemtests.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The built programs in the working tree, and how they are started. */
public final class Archives {

  private static final String VERSION = "0.1.0";

  private Archives() {}

  /** The root of the working tree. */
  public static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .takeWhile(folder -> folder != null)
        .filter(folder -> Files.isDirectory(folder.resolve("control-plane")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("run it inside Filigree's working tree"));
  }

  /** What is not built yet, in one line that says what to do. */
  public static Optional<String> missing() {
    return Stream.of("control-plane", "edge-client")
        .map(Archives::archive)
        .filter(archive -> !Files.exists(archive))
        .map(archive -> archive + " is missing: build it with mvn package")
        .findFirst();
  }

  static List<String> coordinator(String... options) {
    return java("control-plane", List.of(), List.of(options));
  }

  /** The words that start the edge client. */
  public static List<String> edge(List<String> jvmOptions, List<String> options) {
    return java("edge-client", jvmOptions, options);
  }

  /** What the launcher adds for a class archive in that file. */
  public static List<String> classArchive(Path file) {
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + file,
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off");
  }

  private static List<String> java(String module, List<String> jvmOptions, List<String> options) {
    List<String> all = program(module, jvmOptions);
    all.addAll(List.of("-jar", archive(module).toString()));
    all.addAll(options);
    return all;
  }

  private static List<String> program(String module, List<String> jvmOptions) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.add("@" + root().resolve(module).resolve("jvm.options"));
    all.addAll(jvmOptions);
    return all;
  }

  /** A class of ours in a JVM that is started as that module's is. */
  public static List<String> like(String module, Path classArchive, Class<?> main) {
    List<String> all = program(module, classArchive(classArchive));
    all.addAll(List.of("-cp", archive("system-tests").toString(), main.getName()));
    return all;
  }

  private static Path archive(String module) {
    Path folder = root().resolve(module).resolve("target");
    return folder.resolve(module + "-" + VERSION + ".jar");
  }
}
