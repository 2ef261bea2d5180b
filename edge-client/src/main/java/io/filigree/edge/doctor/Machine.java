package io.filigree.edge.doctor;

import io.filigree.edge.host.Command;
import io.filigree.edge.host.Commands;
import io.filigree.edge.host.HostCommands;
import io.filigree.edge.host.Outcome;
import io.filigree.edge.host.Printed;
import io.filigree.edge.host.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A machine that answers questions, each of which is put to it once. What it would not answer, it
 * remembers: "not seen" is not "healthy".
 */
public final class Machine {
  /** Bytes read of a file: configuration is small, and a runaway is cut short. */
  private static final int MOST = 256 * 1024;

  private final Commands commands;
  private final Path root;
  private final Map<List<String>, Outcome> answers = new HashMap<>();
  private final Set<String> unseen = new LinkedHashSet<>();

  /**
   * @param root where its {@code /proc}, {@code /sys}, {@code /etc} and {@code /run} are
   */
  public Machine(Commands commands, Path root) {
    this.commands = commands;
    this.root = root;
  }

  /** The one we run on. */
  public static Machine ours() {
    return new Machine(new HostCommands(), Path.of("/"));
  }

  /** Its programs, each answer given once. */
  public Commands commands() {
    return this::ask;
  }

  Outcome run(String... argv) {
    return ask(Command.of(argv));
  }

  private Outcome ask(Command command) {
    if (command.input().isPresent()) {
      return commands.run(command);
    }
    Outcome known = answers.get(command.argv());
    if (known == null) {
      known = commands.run(command);
      answers.put(command.argv(), known);
    }
    return known;
  }

  /**
   * What a program prints; empty when it fails, and then what it should have shown was not seen. A
   * program that is not installed is a finding of its own.
   */
  Optional<String> see(String what, String... argv) {
    Outcome outcome = run(argv);
    if (!outcome.ok() && !outcome.missing()) {
      notSeen(what + ": " + outcome.reason());
    }
    return outcome.ok() ? Optional.of(outcome.out()) : Optional.empty();
  }

  /** A list of objects that a program prints as JSON. */
  List<Printed> seeObjects(String what, String... argv) {
    return see(what, argv).filter(out -> !out.isBlank()).map(Printed::objects).orElse(List.of());
  }

  boolean has(Tool tool) {
    return !tool.isMissing(commands());
  }

  boolean exists(String path) {
    return Files.exists(place(path));
  }

  /** A file's text; empty when there is none, or none that may be read. */
  Optional<String> text(String path) {
    try (InputStream file = Files.newInputStream(place(path))) {
      return Optional.of(new String(file.readNBytes(MOST), StandardCharsets.UTF_8));
    } catch (AccessDeniedException e) {
      notSeen(path + ": may not be read");
      return Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** A file's number; empty when it does not hold one. */
  Optional<Long> number(String path) {
    try {
      return text(path).map(text -> Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  List<String> lines(String path) {
    return text(path).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** The names in a folder, sorted; none where there is no such folder. */
  List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(place(folder))) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException none) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  /** Something could not be looked at. */
  public synchronized void notSeen(String what) {
    unseen.add(what);
  }

  synchronized List<String> unseen() {
    return List.copyOf(unseen);
  }

  private Path place(String path) {
    return root.resolve(path.substring(1));
  }
}
